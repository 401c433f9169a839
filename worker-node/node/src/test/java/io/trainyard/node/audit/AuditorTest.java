package io.trainyard.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.contract.cluster.AuditReport.Violation;
import io.trainyard.contract.cluster.AuditReport.WaitingRun;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.Removed;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunState;
import io.trainyard.node.messaging.JournalReplay;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Reducer;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Story;
import io.trainyard.node.store.CorruptBlobException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditorTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Owner OWNER = new Owner("worker-1", 0);

  private final List<Entry> journal = new ArrayList<>();
  private final Set<String> damaged = new HashSet<>();
  private String reason = "waits for a free worker";
  private @Nullable RunBook running;

  AuditorTest() {
    told(new WorkerStarted("worker-1", "http://127.0.0.1:8000", 100));
  }

  private AuditorTest told(JournalEvent... events) {
    for (JournalEvent event : events) {
      journal.add(new Entry(journal.size(), NOON.plusSeconds(journal.size()), event));
    }
    return this;
  }

  private AuditorTest submitted(String id) {
    return told(Submitted.of(id, Story.spec(), "hash"));
  }

  private AuditorTest learning(String id) {
    return submitted(id)
        .told(
            new JournalEvent.AttemptOpened(id, 1, "worker-1", "dataset"),
            new Claimed(id, 1, OWNER),
            new Started(id, 1, OWNER, 0, Story.START, Story.START),
            new CheckpointSaved(id, 1, OWNER, new Checkpoint("c-" + id, 1, 1, 10, null)));
  }

  private RunBook folded() {
    RunBook book = RunBook.EMPTY;
    for (Entry entry : journal) {
      book = Reducer.apply(book, entry).book();
    }
    return book;
  }

  private void replay(long last, JournalReplay.Listener listener) {
    journal.stream().filter(entry -> entry.offset() <= last).forEach(listener::entry);
  }

  private void verify(String blob) {
    if (damaged.contains(blob)) {
      throw new CorruptBlobException(blob, "it is not there");
    }
  }

  private Auditor auditor(JournalReplay.Source source) {
    RunBook book = running == null ? folded() : running;
    return new Auditor(
        new Auditor.Sources(() -> book, source, this::verify, (run, b) -> reason, () -> 3, () -> 4),
        Clock.fixed(NOON.plus(Duration.ofMinutes(20)), ZoneOffset.UTC),
        () -> 0);
  }

  private AuditReport audit() {
    return auditor(this::replay).audit(Duration.ofMinutes(10));
  }

  @Test
  void aSoundYardIsOk() {
    learning("a").learning("b").told(new Succeeded("b", 1, OWNER, Story.result()));

    AuditReport report = audit();

    assertThat(report.violations()).isEmpty();
    assertThat(report.status()).isEqualTo("ok");
    assertThat(report.events()).isEqualTo(12);
    assertThat(report.runs()).isEqualTo(2);
    assertThat(report.checkpointsVerified()).isEqualTo(1);
    assertThat(report.modelsVerified()).isEqualTo(1);
    assertThat(report.underReplicated()).isEqualTo(3);
    assertThat(report.unnamed()).isEqualTo(4);
  }

  @Test
  void whatIsAppendedMeanwhileIsLeftToTheNextAudit() {
    learning("a");
    running = folded();
    told(new CancelRequested("a"));

    assertThat(audit().violations()).isEmpty();
  }

  @Test
  void aDamagedCheckpointOrModelIsAViolation() {
    learning("a").learning("b").told(new Succeeded("b", 1, OWNER, Story.result()));
    damaged.addAll(List.of("c-a", "m"));

    AuditReport report = audit();

    assertThat(report.status()).isEqualTo("violations");
    assertThat(report.violations())
        .extracting(Violation::invariant, Violation::runId)
        .containsExactlyInAnyOrder(tuple("I4", "a"), tuple("I4", "b"));
    assertThat(report.checkpointsVerified() + report.modelsVerified()).isZero();
  }

  @Test
  void aBookThatIsNotTheJournalsIsAViolation() {
    submitted("a").submitted("b");
    List<Entry> whole = List.copyOf(journal);
    told(new CancelRequested("a"));
    running = folded();
    journal.clear();
    journal.addAll(whole);
    told(new CancelRequested("b"));

    assertThat(audit().violations())
        .filteredOn(violation -> !violation.runId().isEmpty())
        .extracting(Violation::invariant, Violation::runId)
        .containsExactly(tuple("FOLD", "a"), tuple("FOLD", "b"));
  }

  @Test
  void aRunThatStandsWithoutAReasonIsAViolationUnlessItIsPausedOrHasEnded() {
    submitted("a").submitted("b").submitted("c");
    told(new PauseRequested("b"), new CancelRequested("c"));
    reason = " ";

    assertThat(audit().violations())
        .containsExactly(new Violation("I7", "a", "It is QUEUED and nothing says why."));
  }

  @Test
  void runsThatWaitForLongAreListed() {
    submitted("a").learning("b");

    AuditReport report = audit();

    assertThat(report.waiting())
        .containsExactly(new WaitingRun("a", RunState.QUEUED, 19, "waits for a free worker"));
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void aTerminalStateThatIsLeftIsAViolation() {
    submitted("a").told(new CancelRequested("a"), new PauseRequested("a"));
    Findings findings = new Findings();
    List<RunBook> books = new ArrayList<>();
    // Rules that forget an end when somebody asks for a pause.
    JournalAudit audit =
        new JournalAudit(
            findings,
            (book, entry) -> {
              books.add(book);
              return entry.event() instanceof PauseRequested
                  ? books.get(2)
                  : Reducer.apply(book, entry).book();
            });

    replay(journal.size(), audit);

    assertThat(findings.violations())
        .containsExactly(
            new Violation(
                "I1",
                "a",
                "It had ended as CANCELLED and became QUEUED at offset 3 of the journal."));
  }

  @Test
  void anEndedRunMayBeRemoved() {
    submitted("a").told(new CancelRequested("a"), new Removed("a"));

    assertThat(audit().violations()).isEmpty();
  }

  @Test
  void oneAuditAtATime() {
    List<Throwable> second = new ArrayList<>();
    Auditor[] only = new Auditor[1];
    only[0] =
        auditor(
            (last, listener) -> {
              try {
                only[0].audit(Duration.ofMinutes(1));
              } catch (TrainyardException e) {
                second.add(e);
              }
              replay(last, listener);
            });

    AuditReport first = only[0].audit(Duration.ofMinutes(1));

    assertThat(first.ok()).isTrue();
    assertThat(second)
        .singleElement()
        .isInstanceOfSatisfying(
            TrainyardException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY));
  }

  @Test
  void aFailedAuditLetsTheNextOneBegin() {
    Auditor failing =
        auditor(
            (last, listener) -> {
              throw new TrainyardException(ErrorCode.KAFKA_UNAVAILABLE, "No broker answers.");
            });

    for (int audit = 0; audit < 2; audit++) {
      assertThatThrownBy(() -> failing.audit(Duration.ofMinutes(1)))
          .isInstanceOfSatisfying(
              TrainyardException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.KAFKA_UNAVAILABLE));
    }
  }
}
