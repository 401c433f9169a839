package io.trainyard.node.run;

import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.RunState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A run, folded from its events. Immutable.
 *
 * @param datasetId what its dataset name means, once settled
 * @param losses attempts lost or failed without getting further; three end the run
 * @param modelRemoved whether its model was removed afterwards
 */
public record Run(
    Request request,
    Status status,
    Labels labels,
    int priority,
    @Nullable String datasetId,
    PVector<Attempt> attempts,
    int losses,
    Saves saves,
    SteeringList steering,
    boolean modelRemoved) {

  static Run submitted(Request request, int priority, Status status) {
    Labels labels = new Labels(request.spec().name(), request.spec().tags(), null, false);
    return new Run(
        request,
        status,
        labels,
        priority,
        null,
        TreePVector.empty(),
        0,
        Saves.NONE,
        SteeringList.NONE,
        false);
  }

  public String id() {
    return request.runId();
  }

  /** The journal offset of its Submitted. */
  public long order() {
    return request.order();
  }

  public RunSpec spec() {
    return request.spec();
  }

  public Phase phase() {
    return status.phase();
  }

  public Instant since() {
    return status.since();
  }

  public String reason() {
    return status.reason();
  }

  public RunState state() {
    return phase().state();
  }

  public boolean hasEnded() {
    return phase() instanceof Phase.Ended;
  }

  /** Its place in the queue, whether it waits there or not. */
  public RunBook.Place place() {
    return new RunBook.Place(priority, order());
  }

  /** The number of the current or last attempt, 0 before the first. */
  public int attempt() {
    return attempts.size();
  }

  public Optional<Attempt> lastAttempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  /** The state to go on from: the newest checkpoint, else what it was told to begin from. */
  public Optional<Checkpoint> resumable() {
    if (phase() instanceof Phase.Succeeded) {
      return Optional.empty();
    }
    return saves.newest().or(() -> Optional.ofNullable(request.startFrom()));
  }

  Run enter(Phase next, Instant at, String why) {
    return with(new Status(next, at, why));
  }

  /** "Since" stays where people see the same state. */
  Run stay(Phase next, String why) {
    return with(new Status(next, since(), why));
  }

  Run withLastAttempt(Attempt changed) {
    return with(attempts.with(attempts.size() - 1, changed));
  }

  Run with(Status next) {
    return new Run(
        request,
        next,
        labels,
        priority,
        datasetId,
        attempts,
        losses,
        saves,
        steering,
        modelRemoved);
  }

  Run with(Labels next) {
    return new Run(
        request,
        status,
        next,
        priority,
        datasetId,
        attempts,
        losses,
        saves,
        steering,
        modelRemoved);
  }

  Run with(PVector<Attempt> next) {
    return new Run(
        request, status, labels, priority, datasetId, next, losses, saves, steering, modelRemoved);
  }

  Run with(Saves next) {
    return new Run(
        request,
        status,
        labels,
        priority,
        datasetId,
        attempts,
        losses,
        next,
        steering,
        modelRemoved);
  }

  Run with(SteeringList next) {
    return new Run(
        request, status, labels, priority, datasetId, attempts, losses, saves, next, modelRemoved);
  }

  Run withPriority(int next) {
    return new Run(
        request, status, labels, next, datasetId, attempts, losses, saves, steering, modelRemoved);
  }

  Run withDataset(String next) {
    return new Run(
        request, status, labels, priority, next, attempts, losses, saves, steering, modelRemoved);
  }

  Run withLosses(int next) {
    return new Run(
        request,
        status,
        labels,
        priority,
        datasetId,
        attempts,
        next,
        saves,
        steering,
        modelRemoved);
  }

  Run withoutModel() {
    return new Run(
        request, status, labels, priority, datasetId, attempts, losses, saves, steering, true);
  }
}
