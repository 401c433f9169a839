package io.trainyard.engine.data;

/** A chunk's bytes are not what its dataset says they are. Such bytes are never trained on. */
public final class CorruptChunkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptChunkException(String message) {
    super(message);
  }
}
