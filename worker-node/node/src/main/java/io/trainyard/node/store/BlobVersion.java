package io.trainyard.node.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A blob's row and when Cassandra was given it. Whoever changes what it read writes with the next
 * tick of that time, so that any later put() or removal wins over it.
 *
 * @param writtenAt microseconds, by the clock of who wrote it
 */
record BlobVersion(BlobRecord blob, long writtenAt) {
  /** The time to write a change of this version with. */
  long next() {
    return writtenAt + 1;
  }

  Optional<Instant> unnamedSince() {
    return Optional.ofNullable(blob.attributes().get(BlobRecord.UNNAMED_SINCE)).map(Instant::parse);
  }

  /** The time to write something of this version with that happens at that moment. */
  long at(Instant moment) {
    return Math.max(next(), micros(moment));
  }

  static long micros(Instant moment) {
    return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1_000;
  }
}
