package io.trainyard.launcher.box;

import java.util.Locale;

/** The kinds of process in a box. */
public enum ServiceKind {
  KAFKA,
  CASSANDRA,
  REDIS,
  MASTER,
  WORKER;

  /** As people and JSON see it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether Trainyard's own program runs in it. */
  public boolean isNode() {
    return this == MASTER || this == WORKER;
  }
}
