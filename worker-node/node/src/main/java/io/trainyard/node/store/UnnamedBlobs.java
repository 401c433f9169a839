package io.trainyard.node.store;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Counts blobs that nothing names any more. Blocking. Safe for use by any thread. */
public final class UnnamedBlobs {
  private final BlobRecords records;
  private final List<Supplier<Set<String>>> names;
  private final Clock clock;

  /**
   * @param names give the ids that something names, all of them, or throw
   */
  public UnnamedBlobs(BlobStore blobs, List<Supplier<Set<String>>> names, Clock clock) {
    this.records = blobs.records();
    this.names = List.copyOf(names);
    this.clock = clock;
  }

  /** How many were stored over a day ago; throws CASSANDRA_UNAVAILABLE without a quorum. */
  public int count() {
    Instant yesterday = clock.instant().minus(SweepPlan.UNNAMED);
    // The rows first: what is stored meanwhile and not named yet is not among them.
    List<BlobVersion> old =
        records.allStrictly().stream()
            .filter(version -> version.blob().storedAt().isBefore(yesterday))
            .toList();
    if (old.isEmpty()) {
      return 0;
    }
    Set<String> named = new HashSet<>();
    names.forEach(source -> named.addAll(source.get()));
    return Math.toIntExact(
        old.stream().filter(version -> !named.contains(version.blob().id())).count());
  }
}
