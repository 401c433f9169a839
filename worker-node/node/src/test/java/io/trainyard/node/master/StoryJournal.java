package io.trainyard.node.master;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.JournalException;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A journal that decides at once, and may be out of reach. */
final class StoryJournal implements Journal {
  final Story story = new Story();
  final List<JournalEvent> proposed = new ArrayList<>();
  boolean reachable = true;
  boolean upgradeNeeded;

  @Override
  public CompletableFuture<Read> propose(JournalEvent event) {
    proposed.add(event);
    if (!reachable) {
      return CompletableFuture.failedFuture(
          new JournalException("no answer", new IllegalStateException("no broker")));
    }
    story.then(event);
    return CompletableFuture.completedFuture(
        new Read(story.book().offset(), story.verdict(), story.book()));
  }

  @Override
  public RunBook book() {
    return story.book();
  }

  @Override
  public CompletableFuture<RunBook> folded(long offset) {
    throw new UnsupportedOperationException("a master waits for nothing");
  }

  @Override
  public void listen(Listener listener) {
    throw new UnsupportedOperationException("entries are handed to the core");
  }

  @Override
  public boolean needsUpgrade() {
    return upgradeNeeded;
  }
}
