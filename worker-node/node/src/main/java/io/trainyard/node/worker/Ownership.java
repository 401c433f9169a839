package io.trainyard.node.worker;

import io.trainyard.contract.journal.Owner;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.util.Optional;

/** One attempt and the process that wants it or has it: what a book says of that. Immutable. */
record Ownership(String runId, int attempt, Owner owner) {

  /** The phase, if this owner has this attempt. */
  Optional<Phase.Owned> in(RunBook book) {
    return book.find(runId)
        .map(Run::phase)
        .filter(Phase.Owned.class::isInstance)
        .map(Phase.Owned.class::cast)
        .filter(owned -> owned.attempt() == attempt && owned.owner().equals(owner));
  }

  boolean holds(RunBook book) {
    return in(book).isPresent();
  }

  /** Whether this owner has it and has not started. */
  boolean isUnstarted(RunBook book) {
    return in(book).filter(owned -> !owned.started()).isPresent();
  }

  /** Whether a checkpoint of this iteration would bring the attempt further. */
  boolean isBelow(RunBook book, long iteration) {
    return holds(book) && book.find(runId).orElseThrow().saves().pointer() < iteration;
  }

  /** Whether a steering request waits to be carried out by this owner. */
  boolean awaits(RunBook book, long request) {
    return holds(book)
        && book.find(runId).orElseThrow().steering().requests().stream()
            .anyMatch(steering -> steering.request() == request && !steering.applied());
  }

  /** Whether anybody may still claim the attempt. */
  boolean isOpen(RunBook book) {
    return book.find(runId)
        .map(run -> run.phase() instanceof Phase.Open open && open.attempt() == attempt)
        .orElse(false);
  }
}
