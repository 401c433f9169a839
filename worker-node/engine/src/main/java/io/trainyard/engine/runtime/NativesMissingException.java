package io.trainyard.engine.runtime;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;

/** ND4J's native library cannot be loaded: this process can neither learn nor predict. */
public final class NativesMissingException extends TrainyardException {
  private static final long serialVersionUID = 1L;

  public NativesMissingException(Throwable cause) {
    super(
        ErrorCode.INTERNAL,
        "The native maths library cannot be loaded on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + " ("
            + cause.getMessage()
            + "). It is unpacked to the folder given by org.bytedeco.javacpp.cachedir, which must"
            + " be writable and allow execution; the build must have been made on this platform.",
        cause);
  }
}
