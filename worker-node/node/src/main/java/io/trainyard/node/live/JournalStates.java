package io.trainyard.node.live;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.run.AttemptView;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.Attempt;
import io.trainyard.node.run.Counting;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.RunViews;
import io.trainyard.node.run.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The runs as the journal's fold has them. Safe for any thread. */
public final class JournalStates implements RunStates {
  private final Journal journal;

  public JournalStates(Journal journal) {
    this.journal = journal;
  }

  @Override
  public Optional<RunOutline> find(String runId) {
    return journal.book().find(runId).map(JournalStates::outline);
  }

  @Override
  public Counting counting(String runId) {
    return journal.book().find(runId).map(Counting::of).orElse(Counting.EVERYTHING);
  }

  @Override
  public void onChange(Consumer<StateChange> listener) {
    journal.listen((entry, verdict, book) -> tell(entry, verdict, book, listener));
  }

  @Override
  public void onRestored(Consumer<Past> listener) {
    journal.listen(
        new Journal.Listener() {
          @Override
          public void folded(Entry entry, Verdict verdict, RunBook book) {
            // Changes are told to those who asked for them.
          }

          @Override
          public void restored(RunBook book) {
            listener.accept(past(book));
          }
        });
  }

  private static Past past(RunBook book) {
    return new Past(
        book.offset() + 1,
        book.runs().values().stream()
            .filter(Run::hasEnded)
            .map(Run::id)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static void tell(
      Entry entry, Verdict verdict, RunBook book, Consumer<StateChange> listener) {
    if (verdict.counted()
        && entry.event() instanceof JournalEvent.RunEvent event
        && !(event instanceof JournalEvent.ModelRemoved)
        && !(event instanceof JournalEvent.Annotated)) {
      book.find(event.runId()).ifPresent(run -> listener.accept(change(run, entry)));
    }
  }

  private static StateChange change(Run run, Entry entry) {
    RunView view = RunViews.of(run, null, null);
    return new StateChange(entry.offset(), entry.at(), body(view), view.result());
  }

  private static RunOutline outline(Run run) {
    RunView view = RunViews.of(run, null, null);
    Optional<Started> first =
        run.attempts().stream().map(Attempt::started).filter(Objects::nonNull).findFirst();
    return new RunOutline(
        new StateChange(run.order(), view.since(), body(view), view.result()),
        run.hasEnded(),
        first.map(Started::metrics).orElse(null),
        first.map(Started::logs).orElse(null));
  }

  private static StateChange.Body body(RunView view) {
    List<AttemptView> attempts = view.attempts();
    AttemptView attempt = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
    return new StateChange.Body(
        view.runId(),
        view.state(),
        view.reason(),
        view.attempt(),
        view.worker(),
        attempt == null || view.state() != RunState.RUNNING ? null : attempt.resumedFrom(),
        view.since(),
        view.error());
  }
}
