package io.trainyard.node.config;

import java.util.Locale;

/** What a node does: masters coordinate, workers learn. */
public enum Role {
  MASTER,
  WORKER;

  /** In lower case, as flags and answers spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
