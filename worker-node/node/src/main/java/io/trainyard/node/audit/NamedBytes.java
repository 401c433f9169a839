package io.trainyard.node.audit;

import io.trainyard.contract.run.Checkpoint;
import io.trainyard.node.audit.Findings.Invariant;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.store.CorruptBlobException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a book names and checks it: each run's current checkpoint, each model. What a run
 * named a moment ago stays stored for a day, so nothing that goes on meanwhile looks like a loss.
 * Blocking; for one thread, once.
 */
final class NamedBytes {
  private final Auditor.Verifier verifier;
  private final Set<String> checkpoints = new HashSet<>();
  private final Set<String> models = new HashSet<>();

  NamedBytes(Auditor.Verifier verifier) {
    this.verifier = verifier;
  }

  void verify(RunBook book, Findings findings) {
    for (Run run : book.runs().values()) {
      Optional<String> checkpoint = run.resumable().map(Checkpoint::blobId);
      checkpoint.ifPresent(id -> verify("checkpoint", id, checkpoints, run, findings));
      model(run).ifPresent(id -> verify("model", id, models, run, findings));
    }
  }

  private static Optional<String> model(Run run) {
    return run.phase() instanceof Phase.Succeeded succeeded && !run.modelRemoved()
        ? Optional.of(Objects.requireNonNull(succeeded.result().modelId()))
        : Optional.empty();
  }

  private void verify(String kind, String id, Set<String> right, Run run, Findings findings) {
    if (right.contains(id)) {
      return;
    }
    try {
      verifier.verify(id);
      right.add(id);
    } catch (CorruptBlobException e) {
      findings.add(Invariant.I4, run.id(), "Its " + kind + " cannot be used: " + e.getMessage());
    }
  }

  int checkpoints() {
    return checkpoints.size();
  }

  int models() {
    return models.size();
  }
}
