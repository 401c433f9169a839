package io.trainyard.node.worker;

import io.trainyard.node.run.Reasons;

/** Why a run is to stop before its end; a later one of these outdoes an earlier one. */
enum StopReason {
  PAUSE(Reasons.PAUSE),
  SHUTDOWN(Reasons.SHUTDOWN),
  CANCEL(Reasons.CANCEL),
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
