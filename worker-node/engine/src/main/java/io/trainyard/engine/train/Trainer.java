package io.trainyard.engine.train;

import java.io.IOException;
import java.util.function.LongSupplier;

/** Trains networks. Any thread may call; a training runs on the caller's. */
public final class Trainer {
  private final LongSupplier ticker;

  /**
   * @param ticker monotonic nanoseconds, such as {@code System::nanoTime}
   */
  public Trainer(LongSupplier ticker) {
    this.ticker = ticker;
  }

  /**
   * Learns all epochs, validates after each, tests at the end.
   *
   * @throws IOException when data cannot be had
   */
  public TrainingOutcome train(TrainingJob job, TrainingListener listener, StopSignal stop)
      throws IOException {
    return new TrainingLoop(job, listener, stop, ticker).run();
  }
}
