package io.trainyard.node.messaging;

/** Kafka did not acknowledge an append in time: it may have been written or not. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
