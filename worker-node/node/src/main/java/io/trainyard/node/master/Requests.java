package io.trainyard.node.master;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.JournalException;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import java.util.concurrent.CompletionException;

/**
 * Records what people ask of runs and reads back what it came to. Blocking; safe for use by any
 * thread.
 */
final class Requests {
  private final Journal journal;

  Requests(Journal journal) {
    this.journal = journal;
  }

  /**
   * The book in which the request counts.
   *
   * @throws TrainyardException ILLEGAL_TRANSITION when the run's state does not allow it,
   *     RUN_NOT_FOUND, or OUTCOME_UNKNOWN when Kafka did not acknowledge it in time
   */
  RunBook record(RunEvent event) {
    Journal.Read read;
    try {
      read = journal.propose(event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof JournalException) {
        throw Submissions.outcomeUnknown(event.runId(), e);
      }
      throw e;
    }
    if (read.verdict() instanceof Verdict.Rejected rejected) {
      throw new TrainyardException(
          Problem.of(
              ErrorCode.ILLEGAL_TRANSITION,
              "The run is " + rejected.state() + ": " + rejected.why() + ".",
              null,
              event.runId()),
          null);
    }
    if (read.verdict() instanceof Verdict.UnknownRun) {
      throw unknown(event.runId());
    }
    return read.book();
  }

  static TrainyardException unknown(String runId) {
    return new TrainyardException(
        ErrorCode.RUN_NOT_FOUND, "There is no run " + Words.printable(runId) + ".");
  }
}
