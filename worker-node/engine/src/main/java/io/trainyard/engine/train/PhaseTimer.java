package io.trainyard.engine.train;

import io.trainyard.contract.run.PhaseTimes;
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

  /** Starts a phase; closing the span ends it. */
  public Span start(Phase phase) {
    return new Span(phase, ticker.getAsLong());
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

  /** A phase that runs. */
  public final class Span implements AutoCloseable {
    private final Phase phase;
    private final long started;

    private Span(Phase phase, long started) {
      this.phase = phase;
      this.started = started;
    }

    @Override
    public void close() {
      nanos.merge(phase, ticker.getAsLong() - started, Long::sum);
    }
  }
}
