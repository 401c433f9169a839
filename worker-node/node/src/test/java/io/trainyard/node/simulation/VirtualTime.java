package io.trainyard.node.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Time that moves only when told. Everything that happens, happens in order of its time, then of
 * when it was asked for.
 */
public final class VirtualTime {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private long now;
  private long asked;

  private record Event(long at, long number, Runnable task) {}

  /** Nanoseconds since the beginning. */
  public long now() {
    return now;
  }

  public Instant instant() {
    return NOON.plusNanos(now);
  }

  /** A wall clock that shows this time. */
  public Clock clock() {
    return new VirtualClock();
  }

  /** Has something happen; what belongs to a process goes through {@link VirtualProcess}. */
  public void after(Duration delay, Runnable task) {
    events.add(new Event(now + Math.max(0, delay.toNanos()), asked++, task));
  }

  /** Lets this much time pass, with all that happens meanwhile. */
  public void advance(Duration by) {
    long until = now + by.toNanos();
    while (!events.isEmpty() && events.element().at() <= until) {
      step();
    }
    now = until;
  }

  /**
   * Lets time pass until the condition holds.
   *
   * @return false when it did not within the limit
   */
  public boolean advanceUntil(BooleanSupplier holds, Duration limit) {
    long until = now + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (events.isEmpty() || events.element().at() > until) {
        now = until;
        return holds.getAsBoolean();
      }
      step();
    }
    return true;
  }

  private void step() {
    Event next = events.remove();
    now = next.at();
    next.task().run();
  }

  private final class VirtualClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("the yard keeps UTC");
    }

    @Override
    public Instant instant() {
      return VirtualTime.this.instant();
    }
  }
}
