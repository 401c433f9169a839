package io.trainyard.launcher.cli;

import org.jspecify.annotations.Nullable;

/** The command was given something it cannot take; nothing was done. Exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String sentence) {
    this(sentence, null);
  }

  public UsageException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
