package io.trainyard.node.http.stream;

import io.trainyard.node.service.StreamEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client, bounded. Once it has overflowed, events are counted and dropped until
 * the client has read what was there; then the gap is told, in its place. Safe for use by any
 * thread.
 */
final class EventQueue {
  private final int capacity;
  private final Deque<StreamEvent> waiting = new ArrayDeque<>();
  private long missed;
  private long missedInAll;
  private @Nullable String ending;
  private boolean broken;

  EventQueue(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(StreamEvent event) {
    if (ending != null) {
      return;
    }
    if (missed > 0 || waiting.size() >= capacity) {
      missed++;
      missedInAll++;
    } else {
      waiting.add(event);
    }
  }

  /** Nothing follows what waits. */
  synchronized void end(String why) {
    if (ending == null) {
      ending = why;
    }
  }

  /** Nothing follows what waits, but there is more to be had by coming back. */
  synchronized void breakOff(String why) {
    if (ending == null) {
      ending = why;
      broken = true;
    }
  }

  /** Whether events should still be sent; below the capacity, so that a last word finds room. */
  synchronized boolean hasRoom() {
    return waiting.size() < capacity / 2;
  }

  /** The next thing to write; null when there is none for now. */
  synchronized @Nullable Next poll() {
    StreamEvent event = waiting.poll();
    if (event != null) {
      return new Next.Event(event);
    }
    if (missed > 0) {
      Next gap = new Next.Gap(missed);
      missed = 0;
      return gap;
    }
    if (ending == null) {
      return null;
    }
    return broken ? new Next.BreakOff() : new Next.End(ending);
  }

  synchronized long missedInAll() {
    return missedInAll;
  }

  /** What a client is told next. */
  sealed interface Next {
    record Event(StreamEvent event) implements Next {}

    record Gap(long missed) implements Next {}

    record End(String why) implements Next {}

    record BreakOff() implements Next {}
  }
}
