package io.trainyard.launcher.cli.bench;

import io.trainyard.client.DatasetsClient;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.launcher.cli.Screen;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures one thing after the other, telling on the screen's error stream. For one thread. */
final class Bench {
  private static final int STARTS = 5;

  private final TrainyardClient client;
  private final Yard yard;
  private final OwnRuns own;
  private final Screen screen;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Plan plan;
  private final List<Double> delays = new ArrayList<>();

  /**
   * What to measure.
   *
   * @param dataset to learn; MNIST is stored where it is missing
   * @param quick trains one epoch only
   */
  record Plan(List<ModelType> models, String dataset, boolean quick) {
    Plan {
      models = List.copyOf(models);
    }

    boolean mnist() {
      return dataset.equals(TaskRequest.DEFAULT_DATASET);
    }
  }

  private record Stored(String dataset, BenchReport.@Nullable Store store) {}

  Bench(
      TrainyardClient client,
      Yard yard,
      OwnRuns own,
      Screen screen,
      Clock clock,
      LongSupplier nanos,
      Plan plan) {
    this.client = client;
    this.yard = yard;
    this.own = own;
    this.screen = screen;
    this.clock = clock;
    this.nanos = nanos;
    this.plan = plan;
  }

  BenchReport run() throws InterruptedException {
    BenchReport.Cluster cluster = yard.cluster();
    if (cluster.busy() > 0) {
      screen.notice(cluster.busy() + " other runs take part of the machine: figures suffer.");
    }
    Stored stored = store();
    Samples starts = starts(stored.dataset());
    List<BenchReport.Training> trainings = new ArrayList<>();
    for (ModelType model : plan.models()) {
      trainings.add(training(model, stored.dataset()));
    }
    String obstacle = parallelObstacle();
    BenchReport.Parallel parallel = obstacle == null ? parallel(trainings, stored.dataset()) : null;
    return new BenchReport(
        Machine.here(),
        cluster,
        stored.dataset(),
        plan.quick(),
        stored.store(),
        ChunkReads.of(yard.metrics()),
        BenchReport.Start.of(starts),
        delays.isEmpty() ? null : BenchReport.Delivery.of(new Samples(delays)),
        trainings,
        parallel,
        parallel != null || obstacle != null ? obstacle : "both runs had the same worker");
  }

  private Stored store() {
    DatasetsClient datasets = client.datasets();
    if (!plan.mnist()) {
      return new Stored(datasets.find(plan.dataset()).id(), null);
    }
    screen.notice("Storing MNIST, twice ...");
    try {
      return store(datasets::storeMnist);
    } catch (TrainyardException e) {
      if (e.code() != ErrorCode.MNIST_UNAVAILABLE) {
        throw e;
      }
      screen.notice("MNIST can be found nowhere; SYNTHETIC digits take its place.");
      return store(datasets::storeSyntheticDigits);
    }
  }

  private Stored store(Supplier<StoreAnswer> call) {
    long from = nanos.getAsLong();
    StoreAnswer first = call.get();
    long between = nanos.getAsLong();
    StoreAnswer second = call.get();
    long to = nanos.getAsLong();
    return new Stored(
        second.name(),
        new BenchReport.Store(
            first.status(), first.synthetic(), (between - from) / 1e9, (to - between) / 1e9));
  }

  private Samples starts(String dataset) throws InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int start = 1; start <= STARTS; start++) {
      screen.notice("Starting short run " + start + " of " + STARTS + " ...");
      yard.awaitIdle(1);
      long from = nanos.getAsLong();
      try (Trial trial = submit(ModelType.MLP, dataset, "start " + start, false)) {
        millis.add((trial.awaitRunning() - from) / 1e6);
        trial.cancel();
      }
    }
    return new Samples(millis);
  }

  private BenchReport.Training training(ModelType model, String dataset)
      throws InterruptedException {
    String name = word(model);
    screen.notice("Training " + name + " ...");
    yard.awaitIdle(1);
    try (Trial trial = submit(model, dataset, name, plan.quick())) {
      RunView run = trial.awaitEnd();
      RunResult result = result(run);
      delays.addAll(trial.heard().delays());
      return new BenchReport.Training(
          model,
          run.runId(),
          run.worker(),
          result.epochs(),
          result.imagesPerSecond(),
          trial.heard().accuracies(),
          result.testAccuracy(),
          result.seconds());
    }
  }

  private @Nullable String parallelObstacle() {
    if (!plan.models().contains(ModelType.MLP)) {
      return "mlp is not among the models";
    }
    return yard.workers() < 2 ? "the cluster has one worker only" : null;
  }

  /** Null when both runs had the same worker: then they were not two at once. */
  private BenchReport.@Nullable Parallel parallel(
      List<BenchReport.Training> trainings, String dataset) throws InterruptedException {
    screen.notice("Training mlp twice at once ...");
    yard.awaitIdle(2);
    try (Trial left = submit(ModelType.MLP, dataset, "mlp left", plan.quick());
        Trial right = submit(ModelType.MLP, dataset, "mlp right", plan.quick())) {
      RunView one = left.awaitEnd();
      RunView other = right.awaitEnd();
      double both = result(one).imagesPerSecond() + result(other).imagesPerSecond();
      if (one.worker() != null && one.worker().equals(other.worker())) {
        return null;
      }
      double alone =
          trainings.stream()
              .filter(training -> training.model() == ModelType.MLP)
              .mapToDouble(BenchReport.Training::imagesPerSecond)
              .findFirst()
              .orElseThrow();
      return BenchReport.Parallel.of(ModelType.MLP, alone, both);
    }
  }

  private Trial submit(ModelType model, String dataset, String name, boolean oneEpoch) {
    TaskRequest request =
        new TaskRequest(
            dataset,
            oneEpoch ? 1 : null,
            null,
            null,
            null,
            null,
            "bench " + name,
            List.of("bench"),
            null);
    return new Trial(
        client, own, own.submit(model, request), new Heard(clock, nanos), yard.lookout());
  }

  private static RunResult result(RunView run) {
    RunResult result = run.result();
    if (result == null) {
      throw new TrainyardException(
          ErrorCode.INTERNAL,
          "Run " + run.runId() + " of the bench is " + run.state() + ": " + run.reason());
    }
    return result;
  }

  private static String word(ModelType model) {
    return model.name().toLowerCase(Locale.ROOT);
  }
}
