package io.trainyard.engine.kernel;

import org.nd4j.nativeblas.NativeOpsHolder;

/** Whether this platform's natives were built with oneDNN. Any thread may ask. */
public final class OneDnn {
  private OneDnn() {}

  /** Without it DL4J's own convolution is the better one. */
  public static boolean isAvailable() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN");
  }
}
