package io.trainyard.node;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.contract.telemetry.MetricHistory;
import io.trainyard.node.audit.Auditor;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.dataset.DatasetCatalog;
import io.trainyard.node.dataset.DatasetsService;
import io.trainyard.node.dataset.MnistFiles;
import io.trainyard.node.dataset.StagingArea;
import io.trainyard.node.dataset.SyntheticSet;
import io.trainyard.node.history.HistoryProjector;
import io.trainyard.node.history.HistorySink;
import io.trainyard.node.live.JournalStates;
import io.trainyard.node.master.ModelDesk;
import io.trainyard.node.master.RunDesk;
import io.trainyard.node.messaging.JournalReplay;
import io.trainyard.node.run.Counting;
import io.trainyard.node.run.NamedBlobs;
import io.trainyard.node.run.Run;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.store.BlobCollector;
import io.trainyard.node.store.CopyMarks;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.store.RunHistory;
import io.trainyard.node.store.Scrubber;
import io.trainyard.node.store.UnnamedBlobs;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Wires what a master keeps in the stores: datasets, models, history, and the care of them. */
final class MasterStores {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final NodeConfig config;
  private final Lifecycle life;
  private final Backbone base;
  private final RunHistory runHistory;
  private final DatasetCatalog catalog;

  MasterStores(NodeConfig config, Lifecycle life, Backbone base) {
    this.config = config;
    this.life = life;
    this.base = base;
    this.runHistory = new RunHistory(base.cassandra());
    this.catalog = new DatasetCatalog(new DatasetTable(base.cassandra()), base.blobs());
  }

  /** Carries metrics and log lines from Kafka into the history from now on. */
  void projectHistory() {
    JournalStates states = new JournalStates(base.journal());
    HistorySink sink =
        new HistorySink() {
          @Override
          public CompletableFuture<Void> appendMetrics(List<Metric> metrics) {
            return runHistory.appendMetrics(metrics);
          }

          @Override
          public CompletableFuture<Void> appendLogs(List<LogLine> lines) {
            return runHistory.appendLogs(lines);
          }
        };
    HistoryProjector projector =
        new HistoryProjector(
            base.clients(),
            sink,
            (runId, attempt, offset) -> states.counting(runId).log(attempt, offset),
            base.meters());
    life.manage("history", projector).start();
  }

  /** Copies what has one copy only, and collects what nothing names. */
  void care() {
    StoreCare care =
        new StoreCare(
            new Scrubber(
                base.cassandra(),
                base.blobs(),
                new DatasetTable(base.cassandra()),
                base.meters(),
                System::nanoTime),
            new BlobCollector(base.blobs(), named(), base.clock(), base.meters()));
    life.manage("store care", care).start();
  }

  private List<Supplier<Set<String>>> named() {
    return List.of(catalog::named, this::namedByRuns);
  }

  /** Throws rather than speak from a book that may not know what the journal names. */
  private Set<String> namedByRuns() {
    if (base.journal().needsUpgrade()) {
      throw new TrainyardException(
          ErrorCode.UPGRADE_NEEDED, "The journal holds what this version cannot read.");
    }
    try {
      return base.journal()
          .ask()
          .thenCompose(end -> base.journal().folded(end - 1))
          .thenApply(NamedBlobs::of)
          .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new TrainyardException(
          ErrorCode.KAFKA_UNAVAILABLE, "The journal's end is not known just now.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainyardException(ErrorCode.KAFKA_UNAVAILABLE, "The look was broken off.", e);
    }
  }

  /** Looks whether what the journal names is there. */
  Auditor auditor(RunDesk runs) {
    CopyMarks marks = new CopyMarks(base.cassandra());
    return new Auditor(
        new Auditor.Sources(
            base.journal()::book,
            new JournalReplay(base.clients(), System::nanoTime)::replay,
            base.blobs()::verify,
            runs::reason,
            () -> marks.count(base.cassandra().look()),
            new UnnamedBlobs(base.blobs(), named(), base.clock())::count),
        base.clock(),
        System::nanoTime);
  }

  Datasets datasets() {
    return new DatasetsService(
        new DatasetTable(base.cassandra()),
        base.blobs(),
        base.cache(),
        new MnistFiles(
            config.mnistDir(), config.home().resolve("cache/mnist"), config.mnist().mirrors()),
        SyntheticSet.likeMnist(),
        this::runsUsing,
        new StagingArea(config.dataDir().resolve("staging")),
        base.clock());
  }

  /** Paused ones, too; a queued run may still know its dataset by name only. */
  private List<String> runsUsing(String datasetId) {
    String name = catalog.find(datasetId).name();
    return base.journal()
        .book()
        .newestFirst()
        .filter(run -> !run.hasEnded() && uses(run, datasetId, name))
        .map(Run::id)
        .toList();
  }

  private static boolean uses(Run run, String datasetId, String name) {
    if (run.datasetId() != null) {
      return datasetId.equals(run.datasetId());
    }
    String asked = run.spec().dataset();
    return name.equals(asked) || datasetId.startsWith(asked);
  }

  ModelDesk.Blobs modelBlobs() {
    return new ModelDesk.Blobs() {
      @Override
      public void copyTo(String id, OutputStream out) throws IOException {
        if (!base.blobs().copyTo(id, out)) {
          throw new TrainyardException(
              ErrorCode.MODEL_NOT_FOUND, "The file of model " + id + " is gone.");
        }
      }

      @Override
      public void delete(String id) {
        base.blobs().release(id);
      }
    };
  }

  /** The history as people see it: what counts of it. */
  RunDesk.History history() {
    return new RunDesk.History() {
      @Override
      public MetricHistory metrics(Run run) {
        Counting counting = Counting.of(run);
        return new MetricHistory(
            run.id(),
            runHistory.metrics(run.id()).stream()
                .filter(point -> counting.metric(point.attempt(), point.iteration()))
                .toList());
      }

      @Override
      public LogHistory logs(Run run, int limit) {
        return runHistory.logs(run.id(), limit);
      }

      @Override
      public void remove(String runId) {
        runHistory.remove(runId);
      }
    };
  }
}
