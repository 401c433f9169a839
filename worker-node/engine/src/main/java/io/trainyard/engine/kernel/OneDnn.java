package io.trainyard.engine.kernel;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Whether this platform's natives were built with oneDNN. Any thread may ask. */
public final class OneDnn {
  private OneDnn() {}

  /** Without it DL4J's own convolution is the better one. */
  public static boolean isAvailable() {
    // The holder breaks for good when it is the first of ND4J's classes to be touched.
    Nd4j.getBackend();
    return NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN");
  }
}
