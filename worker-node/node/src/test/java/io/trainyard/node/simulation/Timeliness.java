package io.trainyard.node.simulation;

import io.trainyard.contract.journal.Owner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Owners that are gone lose their runs in time, as long as a master stands that could see it; and
 * only while one stands. Judges by who was heard, who claimed, and who was started when.
 */
final class Timeliness {
  /** Seven probes, two seconds apart, less what records are late. */
  private static final long SILENCE = Duration.ofSeconds(12).toNanos();

  private static final long LOOK = Duration.ofSeconds(2).toNanos();

  /** Where a master's own appends may be lost, which it repeats 9 s later. */
  private static final long LONG_SILENCE = Duration.ofSeconds(60).toNanos();

  private static final long LUCKY_SILENCE = Duration.ofSeconds(30).toNanos();

  /** What a master that stands needs to see something and to say so. */
  private static final Duration PROMPT = Duration.ofSeconds(2);

  private static final long SETTLED = Duration.ofSeconds(12).toNanos();

  private final Yard yard;
  private final Standing standing;
  private final Consumer<String> fail;
  private final Map<String, Hold> holds = new HashMap<>();
  private final Map<Owner, Long> heardAt = new HashMap<>();
  private final Map<Long, Owner> owners = new HashMap<>();

  private record Hold(Owner owner, int attempt, long claimedAt) {}

  Timeliness(Yard yard, Consumer<String> fail) {
    this.yard = yard;
    this.standing = new Standing(yard);
    this.fail = fail;
    look();
  }

  void claimed(String runId, int attempt, Owner owner) {
    holds.put(runId, new Hold(owner, attempt, yard.time().now()));
  }

  void closed(String runId) {
    holds.remove(runId);
  }

  void heard(Owner owner) {
    heardAt.put(owner, yard.time().now());
  }

  /** I10: nobody is called silent who was heard, or has claimed, or could not be heard just now. */
  void evicted(String runId, Owner owner) {
    long silent =
        Math.min(
            yard.time().now() - since(owner, holds.get(runId)),
            standing.withoutGap() + Standing.GRAIN);
    if (silent < SILENCE) {
      fail.accept("I10: " + runId + " is taken from " + owner + " after " + ms(silent) + " ms");
    }
  }

  private long since(Owner owner, @Nullable Hold hold) {
    return Math.max(heardAt.getOrDefault(owner, 0L), hold == null ? 0 : hold.claimedAt());
  }

  private static long ms(long nanos) {
    return nanos / 1_000_000;
  }

  /** I14: nobody keeps a run in silence. */
  private void look() {
    long limit = yard.isLucky() ? LUCKY_SILENCE : LONG_SILENCE;
    for (Map.Entry<String, Hold> entry : Map.copyOf(holds).entrySet()) {
      long silent = yard.time().now() - since(entry.getValue().owner(), entry.getValue());
      if (silent > limit && standing.unbroken() > limit) {
        fail.accept("I14: " + entry + " is kept though unheard for " + ms(silent) + " ms");
        holds.remove(entry.getKey());
      }
    }
    yard.time().after(Duration.ofNanos(LOOK), this::look);
  }

  /** I14: a newer process has shown itself: what an older one of the worker held is lost. */
  void begun(long pid, Owner newer) {
    owners.put(pid, newer);
    expectLost(
        "though a newer process has started",
        held ->
            held.workerId().equals(newer.workerId()) && held.incarnation() < newer.incarnation());
  }

  /** I14: a supervisor has told a master that the process ended: what it held is lost. */
  void exitTold(long pid) {
    Optional.ofNullable(owners.get(pid))
        .ifPresent(dead -> expectLost("though its end was told", dead::equals));
  }

  private void expectLost(String why, Predicate<Owner> gone) {
    if (!yard.isLucky() || standing.unbroken() < SETTLED) {
      return;
    }
    Map<String, Hold> before = Map.copyOf(holds);
    yard.time()
        .after(
            PROMPT,
            () ->
                before.forEach(
                    (runId, hold) -> {
                      if (gone.test(hold.owner())
                          && hold.equals(holds.get(runId))
                          && standing.unbroken() > SETTLED) {
                        fail.accept("I14: " + runId + " is kept by " + hold + " " + why);
                      }
                    }));
  }
}
