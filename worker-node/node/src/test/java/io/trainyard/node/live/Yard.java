package io.trainyard.node.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.KafkaAlone;
import io.trainyard.node.messaging.KafkaJournal;
import io.trainyard.node.messaging.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Real Kafka with a journal, telemetry and a live stream: a node without its HTTP. */
final class Yard implements AutoCloseable {
  static final LiveLimits LIMITS = new LiveLimits(32, 1_024, Duration.ofSeconds(2));

  final KafkaAlone kafka;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final KafkaJournal journal;
  final Telemetry telemetry;
  final LiveStream live;

  private Yard(KafkaAlone kafka) {
    this.kafka = kafka;
    this.journal = new KafkaJournal(kafka.clients());
    this.telemetry = new Telemetry(kafka.clients(), meters);
    this.live = new LiveStream(kafka.clients(), new JournalStates(journal), meters, LIMITS);
  }

  static Yard start(Path home) throws Exception {
    Yard yard = new Yard(KafkaAlone.start(home));
    yard.live.start();
    yard.journal.start().get(10, TimeUnit.SECONDS);
    return yard;
  }

  /** A run in state RUNNING, its first attempt started. */
  Owner running(String runId) throws Exception {
    submitted(runId);
    return attempt(runId, 1, 0);
  }

  void submitted(String runId) throws Exception {
    RunSpec spec =
        new RunSpec(
            ModelType.MLP, "mnist", Hyperparameters.defaultsOf(ModelType.MLP), null, List.of());
    append(Submitted.of(runId, spec, "hash"));
  }

  Owner attempt(String runId, int number, long resumedFrom) throws Exception {
    Owner owner =
        new Owner("worker-1", append(new WorkerStarted("worker-1", "http://x", 1)).offset());
    append(new AttemptOpened(runId, number, "worker-1", "dataset"));
    append(new Claimed(runId, number, owner));
    telemetry.flush(Duration.ofSeconds(5));
    append(
        new Started(
            runId,
            number,
            owner,
            resumedFrom,
            telemetry.metricsPosition(runId),
            telemetry.logsPosition(runId)));
    return owner;
  }

  void succeed(String runId, Owner owner) throws Exception {
    telemetry.flush(Duration.ofSeconds(10));
    append(new Succeeded(runId, 1, owner, result()));
  }

  Journal.Read append(JournalEvent event) throws Exception {
    Journal.Read read = journal.propose(event).get(10, TimeUnit.SECONDS);
    if (!read.verdict().counted()) {
      throw new IllegalStateException(event + ": " + read.verdict());
    }
    return read;
  }

  static LogLine line(String runId, int attempt, long sequence) {
    return new LogLine(
        "worker-1", runId, attempt, sequence, "INFO", "test", "line " + sequence, Instant.now());
  }

  static Metric point(String runId, int attempt, long iteration) {
    return new Metric.Iteration(
        runId, attempt, iteration, "worker-1", 1, 1, iteration, 1_000, 0.5, 100, Instant.now());
  }

  private static RunResult result() {
    return new RunResult(
        "model",
        1,
        1,
        1,
        1_000_000,
        0.1,
        null,
        0.9,
        0.2,
        List.of(),
        1,
        new PhaseTimes(0, 1, 0, 0, 0));
  }

  @Override
  public void close() throws Exception {
    live.close();
    journal.close();
    telemetry.close();
    kafka.close();
  }
}
