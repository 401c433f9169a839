package io.trainyard.node.worker;

import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Declined;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.RunBook;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about task records: claims what is open when the slot is free. On the worker's thread,
 * but for {@link #offer}.
 */
final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  private final Journal journal;
  private final OwnerVoice voice;
  private final Owner owner;
  private final Slot slot;
  private final Turns turns;
  private final Consumer<Task> start;

  /**
   * Claims for one owner.
   *
   * @param start begins a run whose claim has won
   */
  Claims(
      Journal journal,
      OwnerVoice voice,
      Owner owner,
      Slot slot,
      Turns turns,
      Consumer<Task> start) {
    this.journal = journal;
    this.voice = voice;
    this.owner = owner;
    this.slot = slot;
    this.turns = turns;
    this.start = start;
  }

  /**
   * Completes once the journal has decided about the task; its record may then be committed. Any
   * thread may call.
   */
  CompletableFuture<Void> offer(Task task) {
    CompletableFuture<Void> decided = new CompletableFuture<>();
    turns.when(
        journal.folded(task.openedAt()),
        book -> decide(task, journal.book(), decided),
        decided::completeExceptionally);
    return decided;
  }

  private void decide(Task task, RunBook book, CompletableFuture<Void> decided) {
    Ownership wanted = new Ownership(task.runId(), task.attempt(), owner);
    if (journal.needsUpgrade() || !wanted.isOpen(book)) {
      LOG.atInfo()
          .addKeyValue("runId", task.runId())
          .addKeyValue("attempt", task.attempt())
          .log("passed over a task that is not open any more");
      decided.complete(null);
    } else if (slot.take(task)) {
      Claimed claimed = new Claimed(task.runId(), task.attempt(), owner);
      voice.say(claimed, wanted::isOpen, now -> settle(task, wanted.holds(now), decided));
    } else {
      String why = owner.workerId() + " was busy";
      Declined declined = new Declined(task.runId(), task.attempt(), owner, why);
      voice.say(declined, wanted::isOpen, now -> decided.complete(null));
    }
  }

  /** The log has decided: the claim that stands first in it has the attempt. */
  private void settle(Task task, boolean won, CompletableFuture<Void> decided) {
    if (won) {
      start.accept(task);
    } else {
      slot.release();
    }
    decided.complete(null);
  }
}
