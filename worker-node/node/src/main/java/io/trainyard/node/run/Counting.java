package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent.Started;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of a run's metrics and log lines count. Immutable; built from the events of the run that
 * counted. A metric's point (attempt, iteration) counts if its iteration is not above the
 * checkpoint from which any later attempt went on, nor above its own attempt's last iteration. A
 * log line counts if it was not written where a later attempt's lines had already begun.
 *
 * @param starts of the run's attempts, in order
 * @param ends of those that have ended
 */
public record Counting(List<Start> starts, List<End> ends) {
  /** Nothing is known that would make a point not count. */
  public static final Counting EVERYTHING = new Counting(List.of(), List.of());

  public Counting {
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
  }

  /** An attempt's Started: the checkpoint's iteration and where its log lines begin. */
  public record Start(int attempt, long resumedFrom, long logsOffset) {}

  /**
   * An attempt's end.
   *
   * @param lastIteration of its own saying, or the current checkpoint's if it was lost
   */
  public record End(int attempt, long lastIteration) {}

  /** What the journal says of a run. */
  public static Counting of(Run run) {
    Counting counting = EVERYTHING;
    for (Attempt attempt : run.attempts()) {
      Started started = attempt.started();
      if (started != null) {
        counting =
            counting.started(attempt.number(), started.resumedFrom(), started.logs().offset());
        if (attempt.lastIteration() != null) {
          counting = counting.ended(attempt.number(), attempt.lastIteration());
        }
      }
    }
    return counting;
  }

  /** With a Started that counted. */
  public Counting started(int attempt, long resumedFrom, long logsOffset) {
    List<Start> more = new ArrayList<>(starts);
    more.add(new Start(attempt, resumedFrom, logsOffset));
    return new Counting(more, ends);
  }

  /** With the end of an attempt. */
  public Counting ended(int attempt, long lastIteration) {
    List<End> more = new ArrayList<>(ends);
    more.add(new End(attempt, lastIteration));
    return new Counting(starts, more);
  }

  /** Whether a metric's point counts, as far as is known. */
  public boolean metric(int attempt, long iteration) {
    return starts.stream().noneMatch(s -> s.attempt > attempt && iteration > s.resumedFrom)
        && ends.stream().noneMatch(e -> e.attempt == attempt && iteration > e.lastIteration);
  }

  /**
   * Whether a log line of an attempt counts, as far as is known.
   *
   * @param offset of the line in the run's partition of the logs topic
   */
  public boolean log(int attempt, long offset) {
    return starts.stream().noneMatch(s -> s.attempt > attempt && offset >= s.logsOffset);
  }
}
