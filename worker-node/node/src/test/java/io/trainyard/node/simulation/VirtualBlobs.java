package io.trainyard.node.simulation;

import io.trainyard.contract.run.Checkpoint;
import java.util.HashSet;
import java.util.Set;

/** The store of checkpoints as all learners of a yard see it. */
public final class VirtualBlobs {
  private final Set<String> whole = new HashSet<>();
  private boolean away;

  /** Nothing can be stored or read until {@link #comeBack}. */
  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  public boolean isAway() {
    return away;
  }

  /** A checkpoint does not verify any more. */
  public void damage(Checkpoint checkpoint) {
    whole.remove(checkpoint.blobId());
  }

  public boolean verifies(Checkpoint checkpoint) {
    return whole.contains(checkpoint.blobId());
  }

  void put(Checkpoint checkpoint) {
    whole.add(checkpoint.blobId());
  }
}
