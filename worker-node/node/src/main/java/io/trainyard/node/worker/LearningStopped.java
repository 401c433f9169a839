package io.trainyard.node.worker;

/** Ends what nobody waits for any more. */
final class LearningStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LearningStopped() {
    super("the learning was told to stop", null, false, false);
  }
}
