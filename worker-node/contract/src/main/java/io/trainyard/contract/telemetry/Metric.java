package io.trainyard.contract.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One point of a run's metrics. (runId, attempt, sequence) names it; the sequence counts from 1
 * within an attempt, metrics and log lines each by themselves.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Metric.Iteration.class, name = "iteration"),
  @JsonSubTypes.Type(value = Metric.Epoch.class, name = "epoch"),
})
public sealed interface Metric {
  String runId();

  int attempt();

  long sequence();

  String workerId();

  /** Iterations done when the point was taken, counted from 1 over all epochs. */
  long iteration();

  /** The epoch, from 1. */
  int epoch();

  Instant at();

  /**
   * A batch's loss.
   *
   * @param totalIterations how many the whole run has
   * @param loss mean cross-entropy of the batch
   * @param imagesPerSecond items trained per second since the last point
   */
  record Iteration(
      String runId,
      int attempt,
      long sequence,
      String workerId,
      int epoch,
      int epochs,
      long iteration,
      long totalIterations,
      double loss,
      double imagesPerSecond,
      Instant at)
      implements Metric {}

  /**
   * An epoch's end.
   *
   * @param trainLoss mean over the epoch's batches
   * @param validationLoss over the validation split; null without one, as its accuracy
   * @param seconds the epoch's training time, validation left out
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Epoch(
      String runId,
      int attempt,
      long sequence,
      String workerId,
      int epoch,
      int epochs,
      long iteration,
      double trainLoss,
      @Nullable Double validationLoss,
      @Nullable Double validationAccuracy,
      double seconds,
      double imagesPerSecond,
      Instant at)
      implements Metric {}
}
