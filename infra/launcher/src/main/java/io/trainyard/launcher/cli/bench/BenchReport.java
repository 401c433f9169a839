package io.trainyard.launcher.cli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.PhaseTimes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured; as JSON it is what {@code bench --json} prints.
 *
 * @param store null when the dataset is the person's own
 * @param metricDelivery null when no point was heard live
 * @param twoWorkers null when not measured, {@code twoWorkersNote} says why then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BenchReport(
    Machine machine,
    Cluster cluster,
    String dataset,
    boolean quick,
    @Nullable Store store,
    ChunkReads chunkReads,
    Start submitToRunning,
    @Nullable Delivery metricDelivery,
    List<Training> trainings,
    @Nullable Parallel twoWorkers,
    @Nullable String twoWorkersNote) {
  BenchReport {
    trainings = List.copyOf(trainings);
  }

  /**
   * The topology.
   *
   * @param busy runs of others that waited or learned when the bench began
   */
  record Cluster(String version, int workers, int slots, int busy) {}

  /**
   * Storing the built-in dataset twice, by the client's clock.
   *
   * @param status {@code stored}, or {@code present} when it had been stored before the bench
   */
  record Store(String status, boolean synthetic, double firstSeconds, double secondSeconds) {}

  /** From before the submission to hearing RUNNING. */
  record Start(int runs, double medianMillis, double leastMillis, double mostMillis) {
    static Start of(Samples millis) {
      return new Start(millis.count(), millis.median(), millis.least(), millis.most());
    }
  }

  /** From a point's taking on the worker to its hearing by the client. */
  record Delivery(int points, double medianMillis, double p99Millis) {
    static Delivery of(Samples millis) {
      return new Delivery(millis.count(), millis.median(), millis.percentile(0.99));
    }
  }

  /**
   * One training with the default settings.
   *
   * @param validationAccuracy after each epoch, 0 to 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Training(
      ModelType model,
      String runId,
      @Nullable String worker,
      int epochs,
      double imagesPerSecond,
      List<Double> validationAccuracy,
      double testAccuracy,
      PhaseTimes seconds) {
    Training {
      validationAccuracy = List.copyOf(validationAccuracy);
    }
  }

  /** Two runs at once against one alone, in items trained per second of training time. */
  record Parallel(
      ModelType model, double oneImagesPerSecond, double twoImagesPerSecond, double ratio) {
    static Parallel of(ModelType model, double one, double two) {
      return new Parallel(model, one, two, two / one);
    }
  }
}
