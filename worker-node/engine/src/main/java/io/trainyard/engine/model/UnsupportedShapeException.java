package io.trainyard.engine.model;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;

/** A model cannot take items of a shape; the message says why. */
public final class UnsupportedShapeException extends TrainyardException {
  private static final long serialVersionUID = 1L;

  public UnsupportedShapeException(ModelType model, ItemShape shape, String reason) {
    super(ErrorCode.UNSUPPORTED_SHAPE, model + " cannot take items of " + shape + ": " + reason);
  }
}
