package io.trainyard.node.simulation;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.OwnerEvent;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.ResumeRequested;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.run.Steering;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of every course of events. Judges by its own, simpler books and not by the
 * reducer's: who holds an attempt is whoever's claim counted first and has not lost it since.
 */
final class Invariants {
  /** 30 s without the journal, and the iteration that it may be in. */
  private static final Duration ZOMBIE = Duration.ofSeconds(32);

  private static final int MOST_ATTEMPTS = 40;

  private final Yard yard;
  private final Map<String, Phase.Intent> wishes = new HashMap<>();
  private final Map<String, Long> submitted = new HashMap<>();
  private final Map<String, Long> pointers = new HashMap<>();
  private final Map<String, Long> closedAt = new HashMap<>();
  private final Map<String, RunState> ended = new HashMap<>();
  private final Map<String, Owner> holders = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Set<String> started = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private final Timeliness timeliness;
  private final Losses lost;
  private int losses;

  Invariants(Yard yard) {
    this.yard = yard;
    this.timeliness = new Timeliness(yard, violations::add);
    this.lost = new Losses(yard.time(), violations::add);
    yard.group().onCommit(this::committed);
    yard.onExitTold(timeliness::exitTold);
    yard.points().onPoint(this::learned);
    yard.heartbeats().onAppend(this::heard);
  }

  List<String> violations() {
    return violations;
  }

  /** Attempts that a master called lost. */
  int losses() {
    return losses;
  }

  /** To be called after each entry of the log. */
  void after(Entry entry, boolean counted) {
    RunBook book = yard.log().book();
    if (entry.event() instanceof WorkerStarted process) {
      timeliness.begun(process.pid(), new Owner(process.workerId(), entry.offset()));
    }
    if (entry.event() instanceof CheckpointSaved saved && !counted) {
      passedOver(saved, entry);
    }
    if (!(entry.event() instanceof RunEvent event) || !counted) {
      return;
    }
    oneBeginning(event, entry);
    Run run = book.find(event.runId()).orElse(null);
    if (run == null) {
      return;
    }
    oneEnd(run, entry);
    if (event instanceof OwnerEvent owners) {
      ownership(owners, entry);
    }
    if (event instanceof Started begun) {
      begins(run, begun, entry);
    }
    if (event instanceof CheckpointSaved saved) {
      further(saved, entry);
    }
    if (event instanceof CheckpointSaved saved
        && yard.store().read(saved.checkpoint()).isEmpty()
        && !yard.store().isDamaged(saved.checkpoint())) {
      fail("I4", entry, "a checkpoint is current that was never stored");
    }
    if (event instanceof AttemptLost gone) {
      losses++;
      evicted(gone);
    }
    wishes(run, event, entry);
    lost.after(run, event, entry, wishes.containsKey(run.id()));
    if (!(run.phase() instanceof Phase.Owned) && holders.remove(run.id()) != null) {
      timeliness.closed(run.id());
      closedAt.put(run.id() + "/" + attempts.get(run.id()), yard.time().now());
    }
  }

  /** I9: who asked for a cancel or a pause gets it, but for an attempt that ends by itself. */
  private void wishes(Run run, RunEvent event, Entry entry) {
    if (event instanceof CancelRequested) {
      wishes.put(run.id(), Phase.Intent.CANCEL);
    } else if (event instanceof PauseRequested) {
      wishes.put(run.id(), Phase.Intent.PAUSE);
    } else if (event instanceof ResumeRequested) {
      wishes.remove(run.id());
    } else if (event instanceof AttemptOpened && wishes.containsKey(run.id())) {
      fail("I9", entry, "is opened though people asked for " + wishes.get(run.id()));
    }
    boolean paused = run.phase() instanceof Phase.Paused;
    boolean cancelled = run.phase() instanceof Phase.Cancelled;
    if (paused && wishes.get(run.id()) != Phase.Intent.PAUSE
        || cancelled && wishes.get(run.id()) != Phase.Intent.CANCEL) {
      fail("I9", entry, "is " + run.state() + " though nobody wants that");
    }
  }

  private void evicted(AttemptLost event) {
    if (event.why().equals(Reasons.UNHEARD)) {
      timeliness.evicted(event.runId(), event.owner());
    }
  }

  private void heard(Heartbeat heartbeat) {
    if (heartbeat instanceof Heartbeat.OfWorker worker) {
      lost.heard(worker);
      if (!worker.withoutJournal()) {
        timeliness.heard(worker.owner());
      }
    }
  }

  /** I13: the first submission of an id counts and no other, whatever became of the run. */
  private void oneBeginning(RunEvent event, Entry entry) {
    if (event instanceof Submitted && submitted.put(event.runId(), entry.offset()) != null) {
      fail("I13", entry, "a run id was taken twice");
    }
  }

  /** I4: what is current only ever gets further within an attempt. */
  private void further(CheckpointSaved event, Entry entry) {
    Long before = pointers.put(event.runId(), event.checkpoint().iteration());
    if (before != null && before >= event.checkpoint().iteration()) {
      fail("I4", entry, "is not above " + before);
    }
  }

  /** I4: what its owner saved beyond what was current is not passed over. */
  private void passedOver(CheckpointSaved event, Entry entry) {
    boolean holds =
        event.owner().equals(holders.get(event.runId()))
            && Objects.equals(attempts.get(event.runId()), event.attempt())
            && started.contains(event.runId());
    if (holds && event.checkpoint().iteration() > pointers.getOrDefault(event.runId(), 0L)) {
      fail("I4", entry, "is passed over though it is further");
    }
  }

  /** I18: a task is not forgotten while its attempt waits to be claimed. */
  private void committed(Task task) {
    yard.log()
        .book()
        .find(task.runId())
        .filter(
            run -> run.phase() instanceof Phase.Open open && open.attempt() == task.attempt())
        .ifPresent(run -> fail("I18", null, run.id() + " was committed while open"));
  }

  /** I11: who has lost an attempt soon stops to learn for it. */
  private void learned(String runId, int attempt) {
    Long closed = closedAt.get(runId + "/" + attempt);
    if (closed != null && yard.time().now() - closed > ZOMBIE.toNanos()) {
      fail("I11", null, runId + " attempt " + attempt + " is learned long after it was lost");
    }
  }

  private void oneEnd(Run run, Entry entry) {
    RunState before = ended.get(run.id());
    if (before != null && before != run.state()) {
      fail("I1", entry, "was " + before + " and became " + run.state());
    }
    if (run.hasEnded()) {
      ended.put(run.id(), run.state());
    }
  }

  private void ownership(OwnerEvent event, Entry entry) {
    if (event instanceof JournalEvent.Declined) {
      return;
    }
    if (event instanceof Claimed) {
      if (holders.containsKey(event.runId())) {
        fail("I3", entry, "claimed while " + holders.get(event.runId()) + " held it");
      }
      if (event.attempt() <= attempts.getOrDefault(event.runId(), 0)) {
        fail("I3", entry, "an attempt was claimed twice");
      }
      attempts.put(event.runId(), event.attempt());
      holders.put(event.runId(), event.owner());
      timeliness.claimed(event.runId(), event.attempt(), event.owner());
      started.remove(event.runId());
      return;
    }
    boolean holds =
        event.owner().equals(holders.get(event.runId()))
            && Objects.equals(attempts.get(event.runId()), event.attempt());
    if (!holds) {
      fail("I3", entry, "counts though " + holders.get(event.runId()) + " holds the attempt");
    }
    if (event instanceof Started && !started.add(event.runId())) {
      fail("I3", entry, "an attempt started twice");
    }
    boolean needsStart =
        event instanceof CheckpointSaved || event instanceof JournalEvent.Succeeded;
    if (needsStart && !started.contains(event.runId())) {
      fail("I3", entry, "counts before Started");
    }
  }

  /** I5: what was saved and verifies is not learned again. */
  private void begins(Run run, Started event, Entry entry) {
    pointers.put(run.id(), event.resumedFrom());
    long best =
        run.saves().kept().stream()
            .filter(checkpoint -> yard.store().read(checkpoint).isPresent())
            .mapToLong(Checkpoint::iteration)
            .max()
            .orElse(0);
    if (event.resumedFrom() < best) {
      fail("I5", entry, "goes on from " + event.resumedFrom() + " though " + best + " was saved");
    }
  }

  /** To be called once all is calm. */
  void atTheEnd(Set<String> accepted) {
    RunBook book = yard.log().book();
    for (String runId : accepted) {
      if (book.find(runId).isEmpty() && !book.removed().contains(runId)) {
        fail("I2", null, runId + " was accepted and is not there");
      }
    }
    book.runs().values().forEach(this::atTheEnd);
    yard.strangers()
        .believed()
        .forEach(word -> fail("I3", null, "a stranger's word counted: " + word));
    yard.workers().forEach(host -> atTheEnd(host));
  }

  private void atTheEnd(Run run) {
    if (!run.hasEnded()) {
      fail("I7", null, run.id() + " is still " + run.state() + ": " + run.reason());
    }
    if (run.attempt() > MOST_ATTEMPTS) {
      fail("I12", null, run.id() + " took " + run.attempt() + " attempts");
    }
    if (run.phase() instanceof Phase.Succeeded succeeded) {
      long last = succeeded.result().lastIteration();
      List<Long> expected = LongStream.rangeClosed(1, last).boxed().toList();
      if (!yard.points().counted(run).equals(expected)) {
        fail("I3", null, run.id() + " counts " + yard.points().counted(run) + " of " + last);
      }
      List<Steering> steering = run.steering().requests();
      VirtualWeights undisturbed =
          VirtualWeights.undisturbed(
              VirtualWeights.fresh(run.id(), run.spec().hyperparameters().learningRate()),
              last,
              steering);
      if (!undisturbed.name().equals(succeeded.result().modelId())) {
        fail("T1", null, run.id() + " learned otherwise than its journal says: " + steering);
      }
      length(run, last);
    }
  }

  /** As many epochs as the newest request that was carried out, or the submission, says. */
  private void length(Run run, long last) {
    Optional<Steering> latest =
        run.steering().requests().stream()
            .filter(s -> s.key() == SteerKey.EPOCHS && s.applied())
            .reduce((a, b) -> b);
    double epochs = latest.map(Steering::value).orElse(0.0 + run.spec().hyperparameters().epochs());
    long asked = (long) epochs * VirtualLearner.ITERATIONS_PER_EPOCH;
    if (last != asked && latest.isEmpty() || last < asked) {
      fail("T13", null, run.id() + " learned " + last + " of " + asked + " iterations");
    }
  }

  private void atTheEnd(WorkerHost host) {
    int free = host.core().map(core -> core.freeSlots()).orElse(-1);
    if (free != 1) {
      fail("I8", null, host.id() + " has " + free + " free slots");
    }
  }

  private void fail(String invariant, @Nullable Entry entry, String what) {
    violations.add(
        invariant
            + (entry == null ? "" : " at " + entry.offset() + " " + entry.event())
            + ": "
            + what);
  }
}
