package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.metadata.Node;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.BlobParts.Held;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a damaged blob's right bytes on each of its replicas alone, and writes them over the
 * wrong ones. Between two values of one age Cassandra keeps the larger, right or not: so the right
 * ones are written a little newer than any. Blocking. Safe for use by any thread.
 */
final class BlobHealing {
  private static final Logger log = LoggerFactory.getLogger(BlobHealing.class);

  /** A node that is asked alone may still ask another for it; not three times in a row. */
  private static final int ROUNDS = 3;

  private final CassandraSession session;
  private final BlobRecords records;
  private final BlobParts parts;
  private final Clock clock;
  private final Counter found;
  private final Counter healed;
  private final Counter unhealed;
  private final Counter lost;

  BlobHealing(
      CassandraSession session,
      BlobRecords records,
      BlobParts parts,
      Clock clock,
      MeterRegistry meters) {
    this.session = session;
    this.records = records;
    this.parts = parts;
    this.clock = clock;
    this.found = meters.counter(MetricNames.CHUNKS_CORRUPT);
    this.healed = meters.counter(MetricNames.BLOBS_DAMAGED, MetricNames.OUTCOME, "healed");
    this.unhealed = meters.counter(MetricNames.BLOBS_DAMAGED, MetricNames.OUTCOME, "unhealed");
    this.lost = meters.counter(MetricNames.BLOBS_DAMAGED, MetricNames.OUTCOME, "lost");
  }

  /** What the replicas gave. */
  private record Copies(List<Map<Integer, Held>> held, boolean everyNodeAnswered) {}

  /**
   * The right bytes.
   *
   * @throws CorruptBlobException when no replica has them
   * @throws TrainyardException CASSANDRA_UNAVAILABLE when those that answer have not, others may
   */
  StoredBlob heal(BlobRecord blob) {
    found.increment();
    Copies copies = new Copies(List.of(), false);
    for (int round = 0; round < ROUNDS; round++) {
      copies = ask(blob);
      Optional<StoredBlob> right = right(blob, copies.held());
      if (right.isPresent()) {
        rewrite(blob, right.get(), copies.held());
        return right.get();
      }
    }
    throw hopeless(blob, copies);
  }

  private TrainyardException hopeless(BlobRecord blob, Copies copies) {
    if (!copies.everyNodeAnswered()) {
      unhealed.increment();
      return new TrainyardException(
          ErrorCode.CASSANDRA_UNAVAILABLE,
          "Blob %s is damaged on the nodes of Cassandra that are up.".formatted(blob.id()));
    }
    lost.increment();
    log.atError().addKeyValue("blob", blob.id()).log("A blob is damaged on every replica");
    note(blob.id());
    return new CorruptBlobException(
        blob.id(),
        "none of its %d copies is whole; store it again".formatted(copies.held().size()));
  }

  /** Has the next put() of it write the bytes, and not find them there. */
  private void note(String id) {
    try {
      records.findStrictly(id).ifPresent(row -> records.noteDamaged(row, clock.instant()));
    } catch (TrainyardException e) {
      log.atWarn().addKeyValue("blob", id).setCause(e).log("The damage cannot be noted just now");
    }
  }

  private Copies ask(BlobRecord blob) {
    List<Map<Integer, Held>> held = new ArrayList<>();
    boolean every = true;
    for (Node node : session.replicasOf(blob.id())) {
      try {
        held.add(copyOf(node, blob));
      } catch (TrainyardException e) {
        every = false;
        log.atDebug().setCause(e).log("A replica cannot be asked just now");
      }
    }
    return new Copies(held, every && held.size() >= session.replicas());
  }

  private Map<Integer, Held> copyOf(Node node, BlobRecord blob) {
    Map<Integer, Held> copy = new HashMap<>();
    for (int from = 0; from < blob.parts(); from += BlobParts.WINDOW) {
      copy.putAll(parts.windowOf(node, blob.id(), from));
    }
    return copy;
  }

  /** Of one replica if one is whole, else of those parts whose checksums are right. */
  private static Optional<StoredBlob> right(BlobRecord blob, List<Map<Integer, Held>> copies) {
    Map<Integer, Held> mixed = new HashMap<>();
    for (Map<Integer, Held> copy : copies) {
      Optional<StoredBlob> whole = whole(blob, copy);
      if (whole.isPresent()) {
        return whole;
      }
      copy.forEach(
          (part, held) -> {
            if (held.plausible()) {
              mixed.put(part, held);
            }
          });
    }
    return whole(blob, mixed);
  }

  static Optional<StoredBlob> whole(BlobRecord blob, Map<Integer, Held> copy) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(blob.storedBytes()));
    for (int part = 0; part < blob.parts(); part++) {
      Held held = copy.get(part);
      if (held == null || held.bytes().remaining() > bytes.remaining()) {
        return Optional.empty();
      }
      bytes.put(held.bytes().duplicate());
    }
    StoredBlob stored = new StoredBlob(blob.id(), blob.codec(), bytes.flip());
    return stored.raw().isPresent() ? Optional.of(stored) : Optional.empty();
  }

  private void rewrite(BlobRecord blob, StoredBlob right, List<Map<Integer, Held>> copies) {
    try {
      for (int part = 0; part < blob.parts(); part++) {
        rewrite(blob.id(), part, BlobParts.slice(right.bytes(), part), copies);
      }
      healed.increment();
      log.atWarn()
          .addKeyValue("blob", blob.id())
          .log("A damaged blob was written anew from a replica that had it right");
    } catch (TrainyardException e) {
      unhealed.increment();
      log.atWarn()
          .addKeyValue("blob", blob.id())
          .setCause(e)
          .log("A damaged blob cannot be written anew just now; it was read right");
    }
  }

  private void rewrite(String id, int part, ByteBuffer right, List<Map<Integer, Held>> copies) {
    boolean same = true;
    long newest = 0;
    for (Map<Integer, Held> copy : copies) {
      Held held = copy.get(part);
      same &= held != null && held.plausible() && held.bytes().equals(right);
      newest = Math.max(newest, held == null ? 0 : held.writtenAt());
    }
    if (!same) {
      parts.writeStrictly(id, part, right, newest + 1);
    }
  }
}
