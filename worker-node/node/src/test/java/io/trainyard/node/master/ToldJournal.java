package io.trainyard.node.master;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A journal in memory, folded by the real reducer. For one thread. */
final class ToldJournal implements Journal {
  final Story story = new Story();
  final List<JournalEvent> proposed = new ArrayList<>();

  @Override
  public CompletableFuture<Read> propose(JournalEvent event) {
    proposed.add(event);
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
    return CompletableFuture.completedFuture(story.book());
  }

  @Override
  public void listen(Listener listener) {
    throw new UnsupportedOperationException("nobody listens here");
  }

  @Override
  public boolean needsUpgrade() {
    return false;
  }
}
