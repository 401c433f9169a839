package io.trainyard.node.run;

import io.trainyard.contract.run.Checkpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A run's checkpoints that are kept, in the order of their iterations. Immutable.
 *
 * @param kept the newest ones and the best one; each was read back before it was named
 * @param pointer the iteration the current attempt has saved or gone on from
 * @param highest the highest iteration ever saved
 */
public record Saves(PVector<Checkpoint> kept, long pointer, long highest) {
  /** So many of the newest are kept, so that a damaged one costs little. */
  static final int NEWEST = 3;

  public static final Saves NONE = new Saves(TreePVector.empty(), 0, 0);

  /** The state the next attempt goes on from, if it verifies. */
  public Optional<Checkpoint> newest() {
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(kept.size() - 1));
  }

  /** The one of the highest validation accuracy; of equals the first. */
  public Optional<Checkpoint> best() {
    return kept.stream()
        .filter(checkpoint -> checkpoint.validationAccuracy() != null)
        .max(
            Comparator.<Checkpoint>comparingDouble(
                    c -> Objects.requireNonNull(c.validationAccuracy()))
                .thenComparing(Checkpoint::iteration, Comparator.reverseOrder()));
  }

  /** Whether a checkpoint brings the current attempt further. */
  boolean isFurther(Checkpoint checkpoint) {
    return checkpoint.iteration() > pointer;
  }

  /** Whether the run has never been as far: what was lost before is then forgiven. */
  boolean isFurthest(Checkpoint checkpoint) {
    return checkpoint.iteration() > highest;
  }

  Saves with(Checkpoint checkpoint) {
    long iteration = checkpoint.iteration();
    PVector<Checkpoint> all = kept.plus(checkpoint);
    Saves next = new Saves(all, iteration, Math.max(highest, iteration));
    List<Checkpoint> newest = all.subList(Math.max(0, all.size() - NEWEST), all.size());
    List<Checkpoint> stay =
        all.stream()
            .filter(c -> newest.contains(c) || next.best().filter(c::equals).isPresent())
            .toList();
    return new Saves(TreePVector.from(stay), next.pointer(), next.highest());
  }

  /** An attempt goes on from this iteration: what lies beyond it is done anew. */
  Saves resumedFrom(long iteration) {
    List<Checkpoint> stay = kept.stream().filter(c -> c.iteration() <= iteration).toList();
    return new Saves(TreePVector.from(stay), iteration, highest);
  }

  /** After the end: the newest stays for whoever wants to continue, unless a model does. */
  Saves ended(boolean withModel) {
    List<Checkpoint> stay = withModel ? List.of() : newest().stream().toList();
    return new Saves(TreePVector.from(stay), pointer, highest);
  }
}
