package io.trainyard.engine.checkpoint;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import org.jspecify.annotations.Nullable;

/** A checkpoint cannot be used, or not for this training; nothing of it has been. */
public final class InvalidCheckpointException extends TrainyardException {
  private static final long serialVersionUID = 1L;

  public InvalidCheckpointException(String fault) {
    this(fault, null);
  }

  public InvalidCheckpointException(String fault, @Nullable Throwable cause) {
    super(ErrorCode.INTERNAL, "The checkpoint " + fault + ".", cause);
  }
}
