package io.trainyard.node.simulation;

import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.ResumeRequested;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.Run;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is lost in a row: three times at most, after a while each time, and nobody asked in vain.
 */
final class Losses {
  private static final int MOST = 3;
  private static final int MOST_IN_VAIN = 4;
  private static final double LEAST_OF_PAUSE = 0.8;
  private static final Set<String> INNOCENT =
      Set.of(
          Reasons.CANCEL,
          Reasons.CANCEL_TIMEOUT,
          Reasons.PAUSE,
          Reasons.PAUSE_TIMEOUT,
          Reasons.SHUTDOWN,
          Reasons.OUTAGE,
          Reasons.YARD_RESTARTED);

  private final VirtualTime time;
  private final Consumer<String> fail;
  private final Map<String, Integer> inARow = new HashMap<>();
  private final Map<String, Long> furthest = new HashMap<>();
  private final Map<String, Long> notBefore = new HashMap<>();
  private final Map<String, Vain> vain = new HashMap<>();

  /** How often a worker declined since it last showed, knowing of that, that it is free. */
  private record Vain(int times, long offset) {}

  Losses(VirtualTime time, Consumer<String> fail) {
    this.time = time;
    this.fail = fail;
  }

  /** To be called after an event of a run has counted. */
  void after(Run run, RunEvent event, Entry entry, boolean wished) {
    String why = whyLost(event);
    if (why != null && !wished && !INNOCENT.contains(why)) {
      lost(run);
    } else if (event instanceof CheckpointSaved saved) {
      long iteration = saved.checkpoint().iteration();
      if (iteration > furthest.getOrDefault(run.id(), 0L)) {
        furthest.put(run.id(), iteration);
        inARow.remove(run.id());
      }
    } else if (event instanceof ResumeRequested) {
      inARow.remove(run.id());
      notBefore.remove(run.id());
    } else if (event instanceof AttemptOpened
        && time.now() < notBefore.getOrDefault(run.id(), 0L)) {
      fail.accept("I16: " + run.id() + " is tried again too soon, at " + entry.offset());
    } else if (event instanceof Declined declined) {
      declined(declined.owner().workerId(), entry.offset());
    }
    poisoned(run, entry);
  }

  private static @Nullable String whyLost(RunEvent event) {
    if (event instanceof AttemptLost lost) {
      return lost.why();
    }
    if (event instanceof HandedOver handed) {
      return handed.why();
    }
    return event instanceof AttemptFailed failed ? failed.error().code() : null;
  }

  private void lost(Run run) {
    int losses = inARow.merge(run.id(), 1, Integer::sum);
    double seconds = LEAST_OF_PAUSE * (1L << (losses - 1));
    notBefore.put(run.id(), time.now() + (long) (seconds * Duration.ofSeconds(1).toNanos()));
  }

  /** I15: as many losses in a row end a run, and fewer do not. */
  private void poisoned(Run run, Entry entry) {
    boolean poisoned =
        run.phase() instanceof Phase.Failed failed && failed.error().code().equals(Reasons.POISON);
    boolean due = inARow.getOrDefault(run.id(), 0) >= MOST;
    if (poisoned != due) {
      fail.accept(
          "I15: "
              + run.id()
              + (due ? " goes on after " : " is poisoned after ")
              + inARow.getOrDefault(run.id(), 0)
              + " losses, at "
              + entry.offset());
    }
  }

  /** I17: who declines is not asked over and over before it shows a free slot. */
  private void declined(String workerId, long offset) {
    Vain so = vain.getOrDefault(workerId, new Vain(0, offset));
    vain.put(workerId, new Vain(so.times() + 1, offset));
    if (so.times() + 1 > MOST_IN_VAIN) {
      fail.accept("I17: " + workerId + " declined " + (so.times() + 1) + " times, at " + offset);
    }
  }

  void heard(Heartbeat.OfWorker beat) {
    Vain so = vain.get(beat.owner().workerId());
    if (so != null && beat.freeSlots() > 0 && beat.foldedOffset() >= so.offset()) {
      vain.remove(beat.owner().workerId());
    }
  }
}
