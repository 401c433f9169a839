package io.trainyard.engine.model;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import org.jspecify.annotations.Nullable;

/** A file is no model of ours; nothing of it has been used. */
public final class InvalidModelException extends TrainyardException {
  private static final long serialVersionUID = 1L;

  public InvalidModelException(String fault) {
    this(fault, null);
  }

  public InvalidModelException(String fault, @Nullable Throwable cause) {
    super(ErrorCode.INVALID_REQUEST, "The model file " + fault + ".", cause);
  }
}
