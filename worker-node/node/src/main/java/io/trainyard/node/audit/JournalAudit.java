package io.trainyard.node.audit;

import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.node.audit.Findings.Invariant;
import io.trainyard.node.messaging.JournalReplay;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Reducer;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Folds a journal and watches each step: a run that has ended stays as it has ended. For one
 * thread.
 */
final class JournalAudit implements JournalReplay.Listener {
  private final Findings findings;
  private final BiFunction<RunBook, Entry, RunBook> rules;
  private RunBook book = RunBook.EMPTY;
  private long events;

  JournalAudit(Findings findings) {
    this(findings, (book, entry) -> Reducer.apply(book, entry).book());
  }

  /** With other rules than the protocol's. */
  JournalAudit(Findings findings, BiFunction<RunBook, Entry, RunBook> rules) {
    this.findings = findings;
    this.rules = rules;
  }

  @Override
  public void entry(Entry entry) {
    events++;
    RunBook before = book;
    book = rules.apply(before, entry);
    if (entry.event() instanceof RunEvent event) {
      compare(entry.offset(), before.find(event.runId()), book.find(event.runId()));
    }
  }

  @Override
  public void skipped(long offset) {
    book = book.at(offset);
  }

  private void compare(long offset, Optional<Run> before, Optional<Run> after) {
    if (before.isEmpty()) {
      return;
    }
    Run was = before.get();
    if (after.isEmpty()) {
      if (!was.hasEnded()) {
        findings.add(Invariant.I1, was.id(), "It was removed while " + was.state() + at(offset));
      }
      return;
    }
    Run is = after.get();
    if (was.hasEnded() && !was.phase().equals(is.phase())) {
      findings.add(
          Invariant.I1,
          was.id(),
          "It had ended as " + was.state() + " and became " + is.state() + at(offset));
    }
  }

  private static String at(long offset) {
    return " at offset " + offset + " of the journal.";
  }

  RunBook book() {
    return book;
  }

  /** How many records were folded. */
  long events() {
    return events;
  }
}
