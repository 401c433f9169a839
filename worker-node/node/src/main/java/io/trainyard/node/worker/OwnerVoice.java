package io.trainyard.node.worker;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says a worker's events until they are read back or do not matter any more: an append whose fate
 * is unknown is repeated, and a repeated event changes nothing. Safe for use by any thread.
 */
final class OwnerVoice {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerVoice.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Journal journal;

  OwnerVoice(Journal journal) {
    this.journal = journal;
  }

  /**
   * Appends until one is read back.
   *
   * @param matters false once another event has overtaken this one
   * @return the book right after the event, or the newest when it has been overtaken
   */
  CompletableFuture<RunBook> say(JournalEvent event, Predicate<RunBook> matters) {
    RunBook now = journal.book();
    if (!matters.test(now)) {
      return CompletableFuture.completedFuture(now);
    }
    return journal
        .propose(event)
        .thenApply(Journal.Read::book)
        .exceptionallyCompose(failure -> sayAgain(event, matters, failure));
  }

  private CompletableFuture<RunBook> sayAgain(
      JournalEvent event, Predicate<RunBook> matters, Throwable failure) {
    LOG.atWarn()
        .log(
            "the journal did not take {}; saying it again: {}",
            event.getClass().getSimpleName(),
            failure.getMessage());
    return CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS))
        .thenCompose(paused -> say(event, matters));
  }
}
