package io.trainyard.node.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.store.BlobParts.Held;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import io.trainyard.node.store.CopyMarks.Kind;
import io.trainyard.node.store.CopyMarks.Mark;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what was written while a node was away its other copy, as soon as a quorum is back, and
 * takes the mark away. What it writes bears the time of what it read, so that it never undoes what
 * was stored or removed since. The master's alone; one thread calls {@link #tick}, which blocks.
 */
public final class Scrubber {
  private static final Logger log = LoggerFactory.getLogger(Scrubber.class);

  /** A mark is set before its row: without one it may only be early. */
  private static final Duration EARLY = Duration.ofMinutes(1);

  /** What could not be copied, such as what is damaged everywhere, is not tried at once again. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final CassandraSession session;
  private final BlobStore blobs;
  private final DatasetTable datasets;
  private final CopyMarks marks;
  private final MeterRegistry meters;
  private final LongSupplier nanoTime;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Mark, Long> notBefore = new HashMap<>();
  private boolean remembered;

  /** How a look at a mark ended. */
  private enum Outcome {
    COPIED,
    GONE,
    FAILED,
    EARLY
  }

  /**
   * @param nanoTime a monotonic clock
   */
  public Scrubber(
      CassandraSession session,
      BlobStore blobs,
      DatasetTable datasets,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.session = session;
    this.blobs = blobs;
    this.datasets = datasets;
    this.marks = new CopyMarks(session);
    this.meters = meters;
    this.nanoTime = nanoTime;
    Gauge.builder(MetricNames.UNDER_REPLICATED, waiting, AtomicInteger::get).register(meters);
  }

  /** Copies what has one copy; with a node away it only counts. */
  public void tick() {
    try {
      scrub();
    } catch (TrainyardException e) {
      log.atInfo()
          .addKeyValue("why", String.valueOf(e.getMessage()))
          .log("What has one copy waits for both nodes");
    }
  }

  private void scrub() {
    Answer<List<Mark>> known = marks.look();
    if (!known.quorum()) {
      // A node that has just come back may not know of them.
      waiting.accumulateAndGet(known.value().size(), Math::max);
      return;
    }
    remember();
    List<Mark> found = marks.look().value();
    waiting.set(found.size());
    notBefore.keySet().retainAll(found);
    if (!found.isEmpty() && scrubAll(found, Kind.BLOB)) {
      // A dataset has as many copies as the least of its blobs.
      scrubAll(found, Kind.DATASET);
    }
    waiting.set(marks.look().value().size());
  }

  /** Marks set before there was a table for them are in the rows alone. */
  private void remember() {
    if (remembered) {
      return;
    }
    blobs.records().allStrictly().stream()
        .map(BlobVersion::blob)
        .filter(BlobRecord::underReplicated)
        .forEach(blob -> marks.add(Kind.BLOB, blob.id()));
    datasets.allStrictly().stream()
        .map(DatasetTable.Entry::view)
        .filter(view -> view.copies() < session.replicas())
        .forEach(view -> marks.add(Kind.DATASET, view.id()));
    remembered = true;
  }

  /** False when some wait on. */
  private boolean scrubAll(List<Mark> found, Kind kind) {
    boolean done = true;
    for (Mark mark : found) {
      if (mark.kind() == kind) {
        done &= isDue(mark) && scrub(mark);
      }
    }
    return done;
  }

  private boolean isDue(Mark mark) {
    Long time = notBefore.get(mark);
    return time == null || nanoTime.getAsLong() - time >= 0;
  }

  private boolean scrub(Mark mark) {
    Outcome outcome = attempt(mark);
    switch (outcome) {
      case COPIED, GONE -> marks.clear(mark);
      case FAILED -> pause(mark, PAUSE);
      case EARLY -> pause(mark, EARLY);
    }
    if (outcome != Outcome.EARLY) {
      meters
          .counter(
              MetricNames.SCRUBBED, MetricNames.OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
          .increment();
    }
    return outcome == Outcome.COPIED || outcome == Outcome.GONE;
  }

  private void pause(Mark mark, Duration time) {
    notBefore.put(mark, nanoTime.getAsLong() + time.toNanos());
  }

  private Outcome attempt(Mark mark) {
    try {
      return mark.kind() == Kind.BLOB ? copyBlob(mark) : copyDataset(mark);
    } catch (TrainyardException e) {
      if (e.code() == ErrorCode.CASSANDRA_UNAVAILABLE) {
        throw e;
      }
      log.atError().addKeyValue("blob", mark.id()).setCause(e).log("A blob cannot be copied");
      return Outcome.FAILED;
    }
  }

  private Outcome copyDataset(Mark mark) {
    return datasets.spread(mark.id()) ? Outcome.COPIED : Outcome.GONE;
  }

  private Outcome copyBlob(Mark mark) {
    Optional<BlobVersion> row = blobs.records().findStrictly(mark.id());
    if (row.isEmpty() || !row.get().blob().underReplicated()) {
      return notBefore.containsKey(mark) ? Outcome.GONE : Outcome.EARLY;
    }
    BlobRecord blob = row.get().blob();
    Map<Integer, Held> held = verified(blob);
    held.forEach(
        (part, bytes) ->
            blobs.parts().writeStrictly(blob.id(), part, bytes.bytes(), bytes.writtenAt()));
    blobs.records().spread(row.get());
    return Outcome.COPIED;
  }

  /** What both replicas have together, known to be right. */
  private Map<Integer, Held> verified(BlobRecord blob) {
    Map<Integer, Held> held = heldOf(blob);
    if (BlobHealing.whole(blob, held).isEmpty()) {
      blobs.heal(blob.id());
      return heldOf(blob);
    }
    return held;
  }

  private Map<Integer, Held> heldOf(BlobRecord blob) {
    Map<Integer, Held> held = new HashMap<>();
    for (int from = 0; from < blob.parts(); from += BlobParts.WINDOW) {
      held.putAll(BlobParts.held(blobs.parts().windowStrictly(blob.id(), from)));
    }
    return held;
  }
}
