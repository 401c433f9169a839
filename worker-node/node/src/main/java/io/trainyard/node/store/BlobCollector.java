package io.trainyard.node.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.metrics.MetricNames;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes blobs that nothing has named for a day. It works with a quorum or not at all, and removes
 * by the time of what it has seen: whatever is stored meanwhile is newer and stays. The master's
 * alone; one thread calls {@link #tick}, which blocks.
 */
public final class BlobCollector {
  private static final Logger log = LoggerFactory.getLogger(BlobCollector.class);

  /** Looking through the parts reads a part of each blob, so it is done once in so many times. */
  private static final int ROWLESS_EACH = 24;

  private final BlobRecords records;
  private final BlobParts parts;
  private final List<Supplier<Set<String>>> names;
  private final Clock clock;
  private final Counter noticed;
  private final Counter removed;
  private final Counter kept;
  private int turn;

  /**
   * @param names give the ids that something names, all of them, or throw: then nothing is removed
   */
  public BlobCollector(
      BlobStore blobs, List<Supplier<Set<String>>> names, Clock clock, MeterRegistry meters) {
    this.records = blobs.records();
    this.parts = blobs.parts();
    this.names = List.copyOf(names);
    this.clock = clock;
    this.noticed = meters.counter(MetricNames.BLOBS_COLLECTED, MetricNames.OUTCOME, "noticed");
    this.removed = meters.counter(MetricNames.BLOBS_COLLECTED, MetricNames.OUTCOME, "removed");
    this.kept = meters.counter(MetricNames.BLOBS_COLLECTED, MetricNames.OUTCOME, "kept");
  }

  /** Looks once; without a quorum, or when it cannot be known what is named, it does nothing. */
  public void tick() {
    try {
      collect();
    } catch (TrainyardException e) {
      log.atInfo()
          .addKeyValue("why", String.valueOf(e.getMessage()))
          .log("Blobs that nothing names are not looked for just now");
    }
  }

  private void collect() {
    Instant now = clock.instant();
    List<String> withParts = turn++ % ROWLESS_EACH == 0 ? parts.ids() : List.of();
    List<BlobVersion> blobs = records.allStrictly();
    SweepPlan plan = SweepPlan.of(blobs, named(), now);
    plan.notice().forEach(version -> notice(version, now));
    plan.keep().forEach(version -> keep(version, now));
    plan.sweep().forEach(version -> sweep(version, now));
    sweepRowless(withParts, blobs, now);
    if (!plan.notice().isEmpty() || !plan.sweep().isEmpty()) {
      log.atInfo()
          .addKeyValue("blobs", blobs.size())
          .addKeyValue("noticed", plan.notice().size())
          .addKeyValue("removed", plan.sweep().size())
          .log("Blobs that nothing names were looked for");
    }
  }

  private Set<String> named() {
    Set<String> named = new HashSet<>();
    names.forEach(source -> named.addAll(source.get()));
    return named;
  }

  private void notice(BlobVersion version, Instant now) {
    records.noteUnnamed(version, now);
    noticed.increment();
  }

  private void keep(BlobVersion version, Instant now) {
    records.forgetUnnamed(version, now);
    kept.increment();
  }

  private void sweep(BlobVersion version, Instant now) {
    String id = version.blob().id();
    Optional<BlobVersion> current =
        records.findStrictly(id).filter(found -> SweepPlan.isForgotten(found, now));
    if (current.isEmpty()) {
      return;
    }
    // Whoever has put it since it was noticed has written all of it anew, later than this.
    long until = current.get().at(current.get().unnamedSince().orElseThrow()) + 1;
    records.deleteUntil(id, until);
    parts.deleteUntil(id, until);
    removed.increment();
  }

  /** What a put() left that ended between the parts and the row. */
  private void sweepRowless(List<String> withParts, List<BlobVersion> blobs, Instant now) {
    Set<String> rows = new HashSet<>();
    blobs.forEach(version -> rows.add(version.blob().id()));
    for (String id : withParts) {
      if (!rows.contains(id)) {
        long newest = parts.newest(id);
        if (newest < BlobVersion.micros(now.minus(SweepPlan.UNNAMED))) {
          parts.deleteUntil(id, newest);
          removed.increment();
        }
      }
    }
  }
}
