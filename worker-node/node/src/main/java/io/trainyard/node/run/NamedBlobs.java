package io.trainyard.node.run;

import io.trainyard.contract.run.Checkpoint;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which stored bytes the runs still need: what a book does not name may be collected. */
public final class NamedBlobs {
  private NamedBlobs() {}

  /** Ids of the models and checkpoints that the book names. */
  public static Set<String> of(RunBook book) {
    return book.runs().values().stream().flatMap(NamedBlobs::of).collect(Collectors.toSet());
  }

  private static Stream<String> of(Run run) {
    Stream<String> kept = run.saves().kept().stream().map(Checkpoint::blobId);
    Checkpoint startFrom = run.request().startFrom();
    Stream<String> begin =
        run.hasEnded()
            ? run.resumable().map(Checkpoint::blobId).stream()
            : Stream.ofNullable(startFrom).map(Checkpoint::blobId);
    return Stream.of(kept, begin, model(run)).flatMap(ids -> ids);
  }

  private static Stream<String> model(Run run) {
    return run.phase() instanceof Phase.Succeeded succeeded && !run.modelRemoved()
        ? Stream.of(Objects.requireNonNull(succeeded.result().modelId()))
        : Stream.empty();
  }
}
