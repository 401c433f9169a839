package io.trainyard.node.worker;

import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;

/** What a learning tells and asks. Any thread may call; nothing here blocks. */
public interface LearningEvents {

  /** It knows where it goes on from, and waits for {@link Learning#begin}. */
  void ready(Beginning beginning);

  /**
   * Asked before every step: false suspends the learning until {@link Learning#look} is called and
   * the answer is true.
   */
  boolean mayLearn();

  /**
   * A request was carried out; told before any checkpoint that contains it is.
   *
   * @param request the journal offset that names it
   * @param iteration after which iteration
   */
  void steerApplied(long request, long iteration);

  /** A checkpoint is stored and was read back. */
  void saved(Checkpoint checkpoint);

  /** The last word. */
  void ended(Outcome outcome);

  /**
   * Where an attempt begins.
   *
   * @param resumedFrom the checkpoint's iteration, 0 from the beginning
   * @param metrics where this attempt's metrics begin at the earliest
   * @param logs the same for its log lines
   */
  record Beginning(long resumedFrom, StreamPosition metrics, StreamPosition logs) {}

  /** How a learning ended. */
  sealed interface Outcome {
    /** Iterations done, over all attempts. */
    long lastIteration();

    record Finished(RunResult result) implements Outcome {
      @Override
      public long lastIteration() {
        return result.lastIteration();
      }
    }

    /** As it was told to. */
    record Stopped(long lastIteration) implements Outcome {}

    /** Another try would end alike. */
    record Hopeless(RunError error, long lastIteration) implements Outcome {}

    /** Another try may succeed. */
    record Hindered(RunError error, long lastIteration) implements Outcome {}
  }
}
