package io.trainyard.node.audit;

import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.contract.cluster.AuditReport.Violation;
import io.trainyard.contract.cluster.AuditReport.WaitingRun;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.messaging.JournalReplay;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.service.Audits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Audits a cluster that goes on working meanwhile: the running book is taken first, then the
 * journal is folded to exactly its offset. Safe for use by any thread; one audit at a time.
 */
public final class Auditor implements Audits {
  private final Sources sources;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Semaphore turn = new Semaphore(1);

  /**
   * Where an audit looks.
   *
   * @param running the master's book
   * @param journal read anew by a consumer of its own
   * @param verifier of blobs in Cassandra
   * @param reasons what people are told of a run that stands
   */
  public record Sources(
      Supplier<RunBook> running,
      JournalReplay.Source journal,
      Verifier verifier,
      Reasons reasons,
      IntSupplier underReplicated,
      IntSupplier unnamed) {}

  /** Throws CorruptBlobException when a blob is damaged or not there. */
  @FunctionalInterface
  public interface Verifier {
    void verify(String blobId);
  }

  /** What people are told of a run. */
  @FunctionalInterface
  public interface Reasons {
    String of(Run run, RunBook book);
  }

  public Auditor(Sources sources, Clock clock, LongSupplier nanos) {
    this.sources = sources;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public AuditReport audit(Duration waiting) {
    if (!turn.tryAcquire()) {
      throw new TrainyardException(
          ErrorCode.BUSY, "Another audit goes on; try again when it has ended.");
    }
    try {
      return look(waiting);
    } finally {
      turn.release();
    }
  }

  private AuditReport look(Duration longest) {
    long from = nanos.getAsLong();
    Findings findings = new Findings();
    RunBook running = sources.running().get();
    JournalAudit journal = new JournalAudit(findings);
    sources.journal().replay(running.offset(), journal);
    RunBook folded = journal.book();
    new BookComparison(running, folded).tell(findings);
    List<WaitingRun> waiting =
        new StandingRuns(folded, sources.reasons(), clock.instant()).tell(findings, longest);
    NamedBytes bytes = new NamedBytes(sources.verifier());
    bytes.verify(folded, findings);
    int underReplicated = sources.underReplicated().getAsInt();
    int unnamed = sources.unnamed().getAsInt();
    List<Violation> violations = findings.violations();
    return new AuditReport(
        violations.isEmpty() ? AuditReport.OK : AuditReport.VIOLATIONS,
        journal.events(),
        folded.runs().size(),
        bytes.checkpoints(),
        bytes.models(),
        underReplicated,
        unnamed,
        waiting,
        violations,
        (nanos.getAsLong() - from) / 1e9);
  }
}
