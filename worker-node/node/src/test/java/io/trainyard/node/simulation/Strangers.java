package io.trainyard.node.simulation;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.OwnerEvent;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Words in the log that must not count, whoever wrote them: old ones that arrive once more, and
 * those of somebody who speaks for an attempt that is another's, in a wrong number or too early.
 */
final class Strangers {
  private static final StreamPosition START = new StreamPosition(0, 0);

  private final VirtualLog log;
  private final VirtualTime time;
  private final Random random;
  private final List<String> believed = new ArrayList<>();

  Strangers(VirtualLog log, VirtualTime time, Random random) {
    this.log = log;
    this.time = time;
    this.random = random;
  }

  /** A burst of them, over a few seconds. */
  void speak() {
    for (int i = 0; i < 12; i++) {
      time.after(
          Duration.ofMillis(random.nextInt(10_000)), random.nextBoolean() ? this::echo : this::lie);
    }
  }

  /**
   * An old record that counted arrives again. A person's request would rightly count again: not
   * those; nor a lie told too early, which by now may be the owner's own word.
   */
  private void echo() {
    List<JournalEvent> old =
        log.entries().stream()
            .filter(entry -> log.verdict(entry.offset()).counted())
            .map(Entry::event)
            .filter(Strangers::isStale)
            .toList();
    if (!old.isEmpty()) {
      say(old.get(random.nextInt(old.size())));
    }
  }

  private void say(JournalEvent event) {
    long offset = log.append(event);
    if (log.verdict(offset).counted()) {
      believed.add(offset + " " + event);
    }
  }

  /** What counted of it: nothing may. */
  List<String> believed() {
    return believed;
  }

  private static boolean isStale(JournalEvent event) {
    return event instanceof OwnerEvent
        || event instanceof Submitted
        || event instanceof AttemptOpened;
  }

  private void lie() {
    List<Run> owned =
        log.book().runs().values().stream()
            .filter(run -> run.phase() instanceof Phase.Owned)
            .sorted((a, b) -> a.id().compareTo(b.id()))
            .toList();
    if (!owned.isEmpty()) {
      Run run = owned.get(random.nextInt(owned.size()));
      say(about(run.id(), (Phase.Owned) run.phase()));
    }
  }

  private JournalEvent about(String runId, Phase.Owned owned) {
    Owner owner = owned.owner();
    Owner stranger =
        random.nextBoolean()
            ? new Owner(owner.workerId(), owner.incarnation() - 1)
            : new Owner("worker-9", owner.incarnation());
    int other = owned.attempt() + (random.nextBoolean() ? 1 : -1);
    return switch (random.nextInt(owned.started() ? 4 : 5)) {
      case 0, 1 -> word(runId, owned.attempt(), stranger);
      case 2 -> word(runId, other, owner);
      case 3 ->
          new AttemptOpened(
              runId, owned.attempt() + random.nextInt(3), owner.workerId(), "dataset");
      default -> early(runId, owned);
    };
  }

  /** Of the owner itself, but before its Started. */
  private JournalEvent early(String runId, Phase.Owned owned) {
    return random.nextBoolean()
        ? new Succeeded(runId, owned.attempt(), owned.owner(), result())
        : new CheckpointSaved(runId, owned.attempt(), owned.owner(), checkpoint());
  }

  private JournalEvent word(String runId, int attempt, Owner owner) {
    return switch (random.nextInt(7)) {
      case 0 -> new Claimed(runId, attempt, owner);
      case 1 -> new Started(runId, attempt, owner, 0, START, START);
      case 2 -> new CheckpointSaved(runId, attempt, owner, checkpoint());
      case 3 -> new Succeeded(runId, attempt, owner, result());
      case 4 ->
          new AttemptFailed(runId, attempt, owner, new RunError(Reasons.INTERNAL, "a lie"), 0);
      case 5 -> new HandedOver(runId, attempt, owner, Reasons.SHUTDOWN, 0);
      default -> new AttemptLost(runId, attempt, owner, "a lie");
    };
  }

  private static Checkpoint checkpoint() {
    return new Checkpoint("never-stored", 1, 1, 1_000_000, null);
  }

  private static RunResult result() {
    return new RunResult(
        "a-lie", 1, 1, 1, 1, 0, null, 1, 0, List.of(), 1, new PhaseTimes(0, 0, 0, 0, 0));
  }
}
