package io.trainyard.node.worker;

import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import java.util.function.BooleanSupplier;

/** Carries out assignments; the engine and the data path stand behind it. */
public interface Learner {

  /**
   * Loads the data, trains, evaluates and stores the model. Blocks the calling thread, the run's
   * own.
   *
   * @param stop asked before each iteration; once true, the learning ends with {@link
   *     Outcome.Stopped}
   */
  Outcome learn(Assignment assignment, RunReporter reporter, BooleanSupplier stop);

  /** What it computes on, for people. */
  String device();

  /** How an assignment ended. */
  sealed interface Outcome {
    record Finished(RunResult result) implements Outcome {}

    record Stopped(long lastIteration) implements Outcome {}

    /** Another try would end alike. */
    record Hopeless(RunError error, long lastIteration) implements Outcome {}

    /** Another try may succeed. */
    record Hindered(RunError error, long lastIteration) implements Outcome {}
  }
}
