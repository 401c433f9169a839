package io.trainyard.node.worker;

import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.RunBook;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides about task records: claims what is open when the slot is free. Never blocks. */
final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private final Journal journal;
  private final OwnerVoice voice;
  private final Owner owner;
  private final Slot slot;
  private final Consumer<Task> start;

  /**
   * Claims for one owner.
   *
   * @param start begins a run whose claim has won; must not block
   */
  Claims(Journal journal, OwnerVoice voice, Owner owner, Slot slot, Consumer<Task> start) {
    this.journal = journal;
    this.voice = voice;
    this.owner = owner;
    this.slot = slot;
    this.start = start;
  }

  /** Completes once the journal has decided about the task; its record may then be committed. */
  CompletableFuture<Void> offer(Task task) {
    return journal.folded(task.openedAt()).thenCompose(book -> decide(task, book));
  }

  private CompletableFuture<Void> decide(Task task, RunBook book) {
    if (journal.needsUpgrade() || !isOpen(book, task)) {
      LOG.atInfo()
          .addKeyValue("runId", task.runId())
          .addKeyValue("attempt", task.attempt())
          .log("passed over a task that is not open any more");
      return CompletableFuture.completedFuture(null);
    }
    if (!slot.take(task)) {
      Declined declined =
          new Declined(task.runId(), task.attempt(), owner, owner.workerId() + " was busy");
      return voice.say(declined, now -> isOpen(now, task)).thenAccept(now -> {});
    }
    Claimed claimed = new Claimed(task.runId(), task.attempt(), owner);
    return voice.say(claimed, now -> isOpen(now, task)).thenAccept(now -> settle(task, now));
  }

  /** The log has decided: the claim that stands first in it has the attempt. */
  private void settle(Task task, RunBook book) {
    if (isMine(book, task.runId(), task.attempt(), owner)) {
      start.accept(task);
    } else {
      slot.release();
    }
  }

  private static boolean isOpen(RunBook book, Task task) {
    return book.find(task.runId())
        .map(run -> run.phase() instanceof Phase.Open open && open.attempt() == task.attempt())
        .orElse(false);
  }

  static boolean isMine(RunBook book, String runId, int attempt, Owner owner) {
    return book.find(runId)
        .map(
            run ->
                run.phase() instanceof Phase.Owned owned
                    && owned.attempt() == attempt
                    && owned.owner().equals(owner))
        .orElse(false);
  }
}
