package io.trainyard.node.live;

import io.trainyard.node.service.LogStreams.Subscriber;
import io.trainyard.node.service.LogStreams.Subscription;
import io.trainyard.node.service.StreamEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's stream: a short queue, filled either by the fan-out (while it keeps up) or piece by
 * piece from the past (while it is behind), and emptied at the client's own pace. A client slower
 * than the yard falls back to reading the past, so that it costs this much memory and loses
 * nothing. Safe for any thread.
 */
final class LiveSubscription implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSubscription.class);
  private static final int TURN = 256;
  private static final int MOST_CHARACTERS = 4_000_000;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private enum Phase {
    BEHIND,
    LIVE,
    FINISHED,
    CLOSED
  }

  private final Scope scope;
  private final EventId ids;
  private final Subscriber subscriber;
  private final StreamWorkers workers;
  private final LiveLimits limits;
  private final Deque<StreamEvent> queue = new ArrayDeque<>();
  private final Cursor cursor;
  private long characters;
  private Phase phase = Phase.BEHIND;
  private String lastWord = "";
  private boolean broken;
  private boolean pumping;
  private boolean catchingUp;
  private boolean settled;

  // Of the thread that pumps.
  private String lastId;
  private long refusedSince = -1;

  LiveSubscription(
      Scope scope,
      EventId ids,
      Cursor from,
      Subscriber subscriber,
      StreamWorkers workers,
      LiveLimits limits) {
    this.scope = scope;
    this.ids = ids;
    this.cursor = from.copy();
    this.subscriber = subscriber;
    this.workers = workers;
    this.limits = limits;
    this.lastId = ids.write(from);
  }

  Scope scope() {
    return scope;
  }

  boolean shows(LiveEvent event) {
    return scope.shows(event);
  }

  /** A copy: what has been queued so far. */
  synchronized Cursor cursor() {
    return cursor.copy();
  }

  synchronized boolean isOpen() {
    return phase == Phase.BEHIND || phase == Phase.LIVE;
  }

  /** Takes the event; false when it cannot, and is behind from then on. */
  synchronized boolean offer(LiveEvent event) {
    if (!isOpen()) {
      return false;
    }
    boolean endsStream = scope.runId() != null && event.endsRun();
    if (endsStream || queue.size() >= limits.queued() || characters > MOST_CHARACTERS) {
      fallBehind();
      return false;
    }
    enqueue(event);
    kick();
    return true;
  }

  synchronized void fallBehind() {
    if (phase == Phase.LIVE) {
      phase = Phase.BEHIND;
    }
    kick();
  }

  /** The fan-out's events follow from here on. */
  synchronized boolean goLive(Cursor reached) {
    if (phase != Phase.BEHIND) {
      return false;
    }
    scope.places().forEach(place -> cursor.advance(place, reached.at(place)));
    phase = Phase.LIVE;
    return true;
  }

  /** Takes a piece of the past. */
  synchronized void feed(List<LiveEvent> events, Cursor after) {
    events.forEach(this::enqueue);
    scope.places().forEach(place -> cursor.set(place, after.at(place)));
    kick();
  }

  /** Whether its cursor is known to lie within what Kafka holds. */
  synchronized boolean isSettled() {
    return settled;
  }

  synchronized void settled(boolean now) {
    settled = now;
  }

  /** Goes on from another place and says why. */
  synchronized void jump(Cursor to, String eventName, String json) {
    scope.places().forEach(place -> cursor.set(place, to.at(place)));
    say(eventName, json);
  }

  /** Nothing follows what waits. */
  synchronized void finish(String why) {
    phase = Phase.FINISHED;
    lastWord = why;
    kick();
  }

  /** Nothing follows, not even what waits. */
  synchronized void fail(String why) {
    if (isOpen()) {
      queue.clear();
      phase = Phase.FINISHED;
      lastWord = why;
      broken = true;
      kick();
    }
  }

  private void enqueue(LiveEvent event) {
    cursor.set(event.place(), event.next());
    say(event.name(), event.json());
  }

  private synchronized void say(@Nullable String name, String json) {
    queue.addLast(new StreamEvent(ids.write(cursor), name, json));
    characters += json.length();
    kick();
  }

  synchronized void begin() {
    kick();
  }

  /** The catching-up has done what it could for now. */
  synchronized void caughtUp() {
    catchingUp = false;
    kick();
  }

  private synchronized void kick() {
    if (!pumping && phase != Phase.CLOSED) {
      pumping = true;
      workers.deliver(this::pump);
    }
  }

  private void pump() {
    try {
      for (int i = 0; i < TURN; i++) {
        StreamEvent next = peek();
        if (next == null) {
          sayLastWord();
          return;
        }
        if (!subscriber.ready()) {
          waitForClient();
          return;
        }
        refusedSince = -1;
        taken();
        subscriber.event(next);
        lastId = next.id();
      }
      workers.deliver(this::pump);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("A stream's client failed; its stream is closed");
      close();
    }
  }

  /** The next event; without one, this turn is over and what comes next is begun. */
  private synchronized @Nullable StreamEvent peek() {
    StreamEvent next = phase == Phase.CLOSED ? null : queue.peek();
    if (next != null) {
      return next;
    }
    // Whoever has heard the last word is pumped no more.
    pumping = phase == Phase.FINISHED;
    if (phase == Phase.BEHIND && !catchingUp) {
      catchingUp = true;
      workers.catchUp(this);
    }
    return null;
  }

  private synchronized void taken() {
    characters -= queue.remove().json().length();
  }

  private void sayLastWord() {
    String why;
    boolean comeBack;
    synchronized (this) {
      if (phase != Phase.FINISHED) {
        return;
      }
      why = lastWord;
      comeBack = broken;
    }
    close();
    if (comeBack) {
      subscriber.brokenOff(why);
    } else {
      subscriber.closed(why);
    }
  }

  private void waitForClient() {
    long now = workers.nanos();
    if (refusedSince < 0) {
      refusedSince = now;
    }
    if (now - refusedSince < limits.stall().toNanos()) {
      workers.deliverLater(this::pump, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    String why = "The client took nothing for " + limits.stall().toSeconds() + " s.";
    close();
    workers.stalled();
    subscriber.event(new StreamEvent(lastId, EventJson.GAP, EventJson.of(new EventJson.Slow(why))));
    subscriber.brokenOff(why);
  }

  @Override
  public void close() {
    synchronized (this) {
      if (phase == Phase.CLOSED) {
        return;
      }
      phase = Phase.CLOSED;
      queue.clear();
    }
    workers.closed(this);
  }
}
