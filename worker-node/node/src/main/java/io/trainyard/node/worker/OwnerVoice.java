package io.trainyard.node.worker;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says a worker's events, one after another: the next is not appended before the last was read back
 * or has ceased to matter, so that repeating cannot reorder them. An append whose fate is unknown
 * is repeated, and a repeated event changes nothing. On the worker's thread.
 */
final class OwnerVoice {
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(OwnerVoice.class);

  private final Journal journal;
  private final Turns turns;
  private final BooleanSupplier hasJournal;
  private final Deque<Word> words = new ArrayDeque<>();

  private record Word(JournalEvent event, Predicate<RunBook> matters, Consumer<RunBook> then) {}

  /**
   * Says through the journal.
   *
   * @param hasJournal asked before each append: who has lost the journal appends nothing
   */
  OwnerVoice(Journal journal, Turns turns, BooleanSupplier hasJournal) {
    this.journal = journal;
    this.turns = turns;
    this.hasJournal = hasJournal;
  }

  /**
   * Says it after all that was said before.
   *
   * @param matters false once it is known to have counted, or another event has overtaken it
   * @param then given the book right after the event, or the newest when it does not matter any
   *     more
   */
  void say(JournalEvent event, Predicate<RunBook> matters, Consumer<RunBook> then) {
    words.add(new Word(event, matters, then));
    if (words.size() == 1) {
      speak();
    }
  }

  private void speak() {
    Word word = words.element();
    RunBook now = journal.book();
    if (!word.matters().test(now)) {
      // In a turn of its own: whoever speaks has finished what it was doing.
      turns.next(() -> done(now));
    } else if (hasJournal.getAsBoolean()) {
      turns.when(journal.propose(word.event()), read -> done(read.book()), this::again);
    } else {
      turns.after(PAUSE, this::speak);
    }
  }

  private void again(Throwable failure) {
    LOG.atWarn()
        .log(
            "the journal did not take {}; saying it again: {}",
            words.element().event().getClass().getSimpleName(),
            failure.getMessage());
    turns.after(PAUSE, this::speak);
  }

  private void done(RunBook book) {
    Word word = words.remove();
    if (!words.isEmpty()) {
      speak();
    }
    word.then().accept(book);
  }
}
