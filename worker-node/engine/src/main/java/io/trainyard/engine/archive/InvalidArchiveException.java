package io.trainyard.engine.archive;

import java.io.IOException;

/**
 * An archive is not what it should be. Who reads it says what kind of file it was, in a typed error
 * of its own; the message goes on after a subject: "has a NaN ...".
 */
public final class InvalidArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String fault;

  public InvalidArchiveException(String fault) {
    super(fault);
    this.fault = fault;
  }

  public String fault() {
    return fault;
  }
}
