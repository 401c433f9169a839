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

  /** A training that nobody steers. */
  public TrainingOutcome train(TrainingJob job, TrainingListener listener, StopSignal stop)
      throws IOException {
    return train(job, listener, stop, SteeringSource.none());
  }

  /**
   * Learns all epochs that the job's state has not, validates after each, tests at the end.
   *
   * <p>Steering takes effect before the next iteration. Fewer epochs than are begun end the
   * training with the epoch it is in; more epochs can be asked for until the test begins.
   *
   * @throws IOException when data cannot be had
   * @throws IllegalArgumentException when the job's state is of another network or other data
   */
  public TrainingOutcome train(
      TrainingJob job, TrainingListener listener, StopSignal stop, SteeringSource steering)
      throws IOException {
    return new TrainingLoop(job, listener, stop, steering, ticker).run();
  }
}
