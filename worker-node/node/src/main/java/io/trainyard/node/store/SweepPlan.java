package io.trainyard.node.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What the collector is to do with each blob. A blob is noticed when nothing names it, and swept
 * when nothing has named it, nor stored it again, for a day after that. Immutable.
 *
 * @param notice nothing names them now
 * @param sweep nothing has named them for a day
 * @param keep noticed before and named again since
 */
record SweepPlan(List<BlobVersion> notice, List<BlobVersion> sweep, List<BlobVersion> keep) {
  /** So long whoever has stored a blob may take to name it. */
  static final Duration YOUNG = Duration.ofHours(1);

  static final Duration UNNAMED = Duration.ofHours(24);

  SweepPlan {
    notice = List.copyOf(notice);
    sweep = List.copyOf(sweep);
    keep = List.copyOf(keep);
  }

  /**
   * Plans.
   *
   * @param named ids that something names, gathered after the blobs were listed
   */
  static SweepPlan of(Collection<BlobVersion> blobs, Set<String> named, Instant now) {
    List<BlobVersion> notice = new ArrayList<>();
    List<BlobVersion> sweep = new ArrayList<>();
    List<BlobVersion> keep = new ArrayList<>();
    for (BlobVersion version : blobs) {
      boolean noticed = version.unnamedSince().isPresent();
      if (named.contains(version.blob().id())) {
        if (noticed) {
          keep.add(version);
        }
      } else if (!noticed) {
        if (isOver(version.blob().storedAt(), YOUNG, now)) {
          notice.add(version);
        }
      } else if (isForgotten(version, now)) {
        sweep.add(version);
      }
    }
    return new SweepPlan(notice, sweep, keep);
  }

  /** Whether a noticed blob has been unnamed for long enough. */
  static boolean isForgotten(BlobVersion version, Instant now) {
    return version.unnamedSince().filter(since -> isOver(since, UNNAMED, now)).isPresent()
        && isOver(version.blob().storedAt(), UNNAMED, now);
  }

  private static boolean isOver(Instant begin, Duration time, Instant now) {
    return !now.isBefore(begin.plus(time));
  }
}
