package io.trainyard.node.run;

import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.RunState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * A run, folded from its events. Immutable.
 *
 * @param order the journal offset of its Submitted: the queue's order
 * @param since when it entered its phase
 * @param reason why it is there, a sentence
 * @param datasetId what its dataset name means, once settled
 * @param losses attempts lost or failed without getting further; three end the run
 * @param modelRemoved whether its model was removed afterwards
 */
public record Run(
    String id,
    long order,
    Instant submittedAt,
    RunSpec spec,
    String requestHash,
    @Nullable String parent,
    Phase phase,
    Instant since,
    String reason,
    @Nullable String datasetId,
    PVector<Attempt> attempts,
    int losses,
    boolean modelRemoved) {

  public RunState state() {
    return phase.state();
  }

  public boolean hasEnded() {
    return phase instanceof Phase.Ended;
  }

  /** The number of the current or last attempt, 0 before the first. */
  public int attempt() {
    return attempts.size();
  }

  public Optional<Attempt> lastAttempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  Run enter(Phase next, Instant at, String why) {
    return new Run(
        id,
        order,
        submittedAt,
        spec,
        requestHash,
        parent,
        next,
        at,
        why,
        datasetId,
        attempts,
        losses,
        modelRemoved);
  }

  /** The same phase in people's eyes, so that "since" stays. */
  Run stay(Phase next, String why) {
    return enter(next, since, why);
  }

  Run withAttempts(PVector<Attempt> changed) {
    return new Run(
        id,
        order,
        submittedAt,
        spec,
        requestHash,
        parent,
        phase,
        since,
        reason,
        datasetId,
        changed,
        losses,
        modelRemoved);
  }

  Run withLastAttempt(Attempt changed) {
    return withAttempts(attempts.with(attempts.size() - 1, changed));
  }

  Run withDataset(String id) {
    return new Run(
        this.id,
        order,
        submittedAt,
        spec,
        requestHash,
        parent,
        phase,
        since,
        reason,
        id,
        attempts,
        losses,
        modelRemoved);
  }

  Run withLosses(int count) {
    return new Run(
        id,
        order,
        submittedAt,
        spec,
        requestHash,
        parent,
        phase,
        since,
        reason,
        datasetId,
        attempts,
        count,
        modelRemoved);
  }

  Run withoutModel() {
    return new Run(
        id,
        order,
        submittedAt,
        spec,
        requestHash,
        parent,
        phase,
        since,
        reason,
        datasetId,
        attempts,
        losses,
        true);
  }
}
