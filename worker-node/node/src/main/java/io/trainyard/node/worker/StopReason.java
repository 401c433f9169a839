package io.trainyard.node.worker;

import io.trainyard.node.run.Reasons;

/** Why a run is to stop before its end. */
enum StopReason {
  CANCEL(Reasons.CANCEL),
  SHUTDOWN(Reasons.SHUTDOWN),
  /** The attempt belongs to another or to nobody: nothing more is said for it. */
  SUPERSEDED("SUPERSEDED");

  private final String word;

  StopReason(String word) {
    this.word = word;
  }

  /** As HandedOver names it. */
  String word() {
    return word;
  }
}
