package io.trainyard.node.master;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.ClaimExpired;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.run.Attempt;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What a master counts. Attempts are counted as their ends are folded, from this process's begin
 * on. Safe for use by any thread.
 */
public final class MasterMeters implements Journal.Listener {
  /** Sentences by which attempts are lost, as words for a tag. */
  private static final Map<String, String> WORDS =
      Map.of(
          Reasons.PROCESS_ENDED, "process_ended",
          Reasons.RESTARTED, "restarted",
          Reasons.YARD_RESTARTED, "yard_restarted",
          Reasons.UNHEARD, "unheard");

  /** Words of the protocol; whatever else a worker says is no tag, lest there be too many. */
  private static final Set<String> CODES =
      Set.of(
          Reasons.CANCEL,
          Reasons.CANCEL_TIMEOUT,
          Reasons.PAUSE,
          Reasons.PAUSE_TIMEOUT,
          Reasons.SHUTDOWN,
          Reasons.OUTAGE,
          Reasons.STALLED,
          Reasons.OUT_OF_MEMORY,
          Reasons.INTERNAL);

  private final MeterRegistry meters;

  /**
   * Counts for a master.
   *
   * @param lag of this node's fold behind the journal's end, in records
   */
  public MasterMeters(MeterRegistry meters, Journal journal, LongSupplier lag, MasterCore core) {
    this.meters = meters;
    Gauge.builder(MetricNames.RUNS_QUEUED, journal, j -> j.book().queued().size()).register(meters);
    Gauge.builder(MetricNames.RUNS_HANDED, journal, j -> j.book().handed().size()).register(meters);
    Gauge.builder(MetricNames.JOURNAL_LAG, lag::getAsLong).register(meters);
    FunctionCounter.builder(MetricNames.PROBE_GAPS, core, MasterCore::probeGaps).register(meters);
  }

  @Override
  public void folded(Entry entry, Verdict verdict, RunBook book) {
    if (!verdict.counted() || !(entry.event() instanceof RunEvent event) || !ends(event)) {
      return;
    }
    book.find(event.runId())
        .flatMap(Run::lastAttempt)
        .map(Attempt::outcome)
        .ifPresent(
            outcome ->
                meters
                    .counter(MetricNames.ATTEMPTS, MetricNames.OUTCOME, lower(outcome.name()))
                    .increment());
    lossOf(event)
        .ifPresent(why -> meters.counter(MetricNames.LOSSES, MetricNames.REASON, why).increment());
  }

  private static boolean ends(JournalEvent event) {
    return event instanceof Declined
        || event instanceof ClaimExpired
        || event instanceof Succeeded
        || event instanceof Failed
        || lossOf(event).isPresent();
  }

  private static Optional<String> lossOf(JournalEvent event) {
    if (event instanceof AttemptLost lost) {
      return Optional.of(word(lost.why()));
    }
    if (event instanceof HandedOver handed) {
      return Optional.of(word(handed.why()));
    }
    return event instanceof AttemptFailed failed
        ? Optional.of(word(failed.error().code()))
        : Optional.empty();
  }

  private static String word(String why) {
    return CODES.contains(why) ? lower(why) : WORDS.getOrDefault(why, "other");
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
