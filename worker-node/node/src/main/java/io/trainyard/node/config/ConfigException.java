package io.trainyard.node.config;

/** Settings with which a node cannot start; the message is one sentence that names the setting. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the process exits with. */
  public static final int EXIT_CODE = 2;

  ConfigException(String message) {
    super(message);
  }

  ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
