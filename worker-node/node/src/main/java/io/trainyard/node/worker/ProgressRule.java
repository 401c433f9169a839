package io.trainyard.node.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells a learning that hangs from a slow one: no step for 60 ticks, or for 20 times what a step
 * usually takes if that is more. Counted in ticks of the worker's own timer, so a process that was
 * stopped has not stalled. One thread.
 */
final class ProgressRule {
  static final int FEWEST_TICKS = 60;
  private static final int MEDIANS = 20;
  private static final int KEPT = 31;

  private final Deque<Double> recent = new ArrayDeque<>();
  private long steps;
  private long quiet;

  /**
   * A tick passes.
   *
   * @param stepsNow done in all: iterations, chunks loaded, batches evaluated
   * @param still whether it is suspended or waits for a store: such a tick does not count
   * @return whether the learning hangs
   */
  boolean tick(long stepsNow, boolean still) {
    if (stepsNow != steps) {
      keep((quiet + 1.0) / (stepsNow - steps));
      steps = stepsNow;
      quiet = 0;
      return false;
    }
    if (!still) {
      quiet++;
    }
    return quiet >= limit();
  }

  private void keep(double ticksPerStep) {
    recent.add(ticksPerStep);
    if (recent.size() > KEPT) {
      recent.remove();
    }
  }

  private double limit() {
    double median = recent.stream().sorted().skip(recent.size() / 2).findFirst().orElse(0.0);
    return Math.max(FEWEST_TICKS, MEDIANS * median);
  }
}
