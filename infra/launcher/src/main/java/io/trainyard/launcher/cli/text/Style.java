package io.trainyard.launcher.cli.text;

import io.trainyard.contract.run.RunState;

/** Colours and weight where they are wanted; plain text where not. */
public record Style(boolean colour) {
  public static final Style PLAIN = new Style(false);

  public String bold(String text) {
    return with("1", text);
  }

  public String dim(String text) {
    return with("2", text);
  }

  public String alarm(String text) {
    return with("31", text);
  }

  /** A run's state in its colour. */
  public String state(RunState state) {
    return switch (state) {
      case SUCCEEDED -> with("32", state.name());
      case FAILED -> with("31", state.name());
      case CANCELLED, PAUSED, PAUSING -> with("33", state.name());
      case QUEUED, STARTING -> state.name();
      case RUNNING -> with("36", state.name());
    };
  }

  private String with(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
