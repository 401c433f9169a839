package io.trainyard.node.simulation;

import io.trainyard.contract.run.Checkpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where checkpoints lie; some of them are damaged later. */
final class VirtualStore {
  private final Map<String, VirtualWeights> blobs = new HashMap<>();
  private final Set<String> damaged = new HashSet<>();
  private final Set<String> poisoned = new HashSet<>();

  /** Stores a state; named by run and attempt too, as blobs carry them. */
  String put(String runId, int attempt, VirtualWeights weights) {
    String id = runId + "/" + attempt + "/" + weights.iteration() + "/" + weights.name();
    blobs.put(id, weights);
    return id;
  }

  /** The state, if it is there and verifies. */
  Optional<VirtualWeights> read(Checkpoint checkpoint) {
    return damaged.contains(checkpoint.blobId())
        ? Optional.empty()
        : Optional.ofNullable(blobs.get(checkpoint.blobId()));
  }

  boolean isDamaged(Checkpoint checkpoint) {
    return damaged.contains(checkpoint.blobId());
  }

  /** From now on whoever learns this run fails at once. */
  void poison(String runId) {
    poisoned.add(runId);
  }

  boolean isPoisoned(String runId) {
    return poisoned.contains(runId);
  }

  void damage(Checkpoint checkpoint) {
    damaged.add(checkpoint.blobId());
  }
}
