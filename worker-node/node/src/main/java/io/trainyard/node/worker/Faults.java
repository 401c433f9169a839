package io.trainyard.node.worker;

import io.trainyard.contract.error.ErrorType;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunError;
import io.trainyard.engine.model.UnsupportedShapeException;
import io.trainyard.node.dataset.CorruptDatasetException;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.worker.LearningEvents.Outcome;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a learning's failure means for its run: what the caller got wrong stays wrong, what a
 * service could not do may be better next time.
 */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  /** Whether another try would end alike; says nothing in the log. */
  static boolean isHopeless(RuntimeException failure) {
    return failure instanceof CorruptDatasetException
        || failure instanceof UnsupportedShapeException
        || failure instanceof UnusableOriginException
        || (failure instanceof TrainyardException known && known.code().type() == ErrorType.USER);
  }

  static Outcome outcome(Throwable failure, long iteration) {
    if (failure instanceof CorruptDatasetException
        || failure instanceof UnsupportedShapeException) {
      return hopeless((TrainyardException) failure, iteration);
    }
    if (failure instanceof UnusableOriginException unusable) {
      return new Outcome.Hopeless(
          new RunError(Reasons.CORRUPT_CHECKPOINT, unusable.problem().detail()), iteration);
    }
    if (failure instanceof TrainyardException known) {
      return typed(known, iteration);
    }
    if (failure instanceof IOException) {
      return new Outcome.Hindered(
          new RunError(Reasons.OUTAGE, "The data cannot be read: " + failure.getMessage()),
          iteration);
    }
    LOG.atError().setCause(failure).log("the attempt broke");
    if (failure instanceof OutOfMemoryError) {
      // ND4J's own, for arrays outside the heap; the process is well.
      return new Outcome.Hopeless(
          new RunError(
              Reasons.OUT_OF_MEMORY,
              "The run needs more memory than the worker may use; a smaller batch size may help."),
          iteration);
    }
    return new Outcome.Hindered(
        new RunError(Reasons.INTERNAL, "the attempt broke: " + failure), iteration);
  }

  private static Outcome hopeless(TrainyardException failure, long iteration) {
    String code =
        failure instanceof CorruptDatasetException
            ? Reasons.CORRUPT_DATASET
            : Reasons.UNSUPPORTED_SHAPE;
    return new Outcome.Hopeless(new RunError(code, failure.problem().detail()), iteration);
  }

  private static Outcome typed(TrainyardException failure, long iteration) {
    ErrorType type = failure.code().type();
    RunError error = new RunError(failure.code().name(), failure.problem().detail());
    if (type == ErrorType.USER) {
      return new Outcome.Hopeless(error, iteration);
    }
    return new Outcome.Hindered(
        type == ErrorType.EXTERNAL
            ? new RunError(Reasons.OUTAGE, failure.problem().detail())
            : error,
        iteration);
  }
}
