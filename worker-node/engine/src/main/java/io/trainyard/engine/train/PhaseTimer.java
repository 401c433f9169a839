package io.trainyard.engine.train;

import io.trainyard.contract.run.PhaseTimes;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Adds up where the time goes. Used by one thread; at any moment at most one phase runs. */
public final class PhaseTimer {
  private static final double NANOS = 1e9;

  private final LongSupplier ticker;
  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);

  /**
   * @param ticker monotonic nanoseconds, such as {@code System::nanoTime}
   */
  public PhaseTimer(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /** Does some work and counts its time to a phase, however it ends. */
  public <T> T time(Phase phase, Work<T> work) throws IOException {
    long started = ticker.getAsLong();
    try {
      return work.run();
    } finally {
      nanos.merge(phase, ticker.getAsLong() - started, Long::sum);
    }
  }

  public double seconds(Phase phase) {
    return nanos.getOrDefault(phase, 0L) / NANOS;
  }

  public PhaseTimes times() {
    return new PhaseTimes(
        seconds(Phase.LOAD),
        seconds(Phase.TRAIN),
        seconds(Phase.VALIDATE),
        seconds(Phase.TEST),
        seconds(Phase.SAVE));
  }

  /** What is timed. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }
}
