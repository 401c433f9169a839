package io.trainyard.node.http;

/** Why the web server cannot start; the message is one sentence with what to do. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
