package io.trainyard.node.http.stream;

import io.trainyard.contract.codec.Json;
import io.trainyard.node.http.Hangup;
import io.trainyard.node.http.Limits;
import io.trainyard.node.service.LogStreams;
import io.trainyard.node.service.StreamEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One reader of a stream. Events come from the stream's thread and only enter the queue there;
 * everything else happens on the client's own context. A reader that stops reading costs the queue
 * and one socket buffer, for a while.
 */
final class SseClient implements LogStreams.Subscriber {
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final int BATCH_CHARS = 32 * 1024;

  private final Vertx vertx;
  private final Context context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Limits limits;
  private final EventQueue queue;
  private final AtomicBoolean drainPending = new AtomicBoolean();

  private boolean open;
  private boolean ended;
  private long heartbeat = -1;
  private long stall = -1;

  SseClient(Vertx vertx, Context context, HttpServerRequest request, Limits limits) {
    this.vertx = vertx;
    this.context = context;
    this.request = request;
    this.response = request.response();
    this.limits = limits;
    this.queue = new EventQueue(limits.streamQueue());
  }

  @Override
  public void event(StreamEvent event) {
    queue.add(event);
    drainSoon();
  }

  @Override
  public boolean ready() {
    return queue.hasRoom();
  }

  @Override
  public void brokenOff(String why) {
    queue.breakOff(why);
    drainSoon();
  }

  @Override
  public void closed(String why) {
    queue.end(why);
    drainSoon();
  }

  /** Sends the head and what has come meanwhile. On the context. */
  void open() {
    open = true;
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.drainHandler(ready -> drain());
    response.write(SseText.retry(RETRY));
    heartbeat = vertx.setPeriodic(limits.heartbeat().toMillis(), id -> beat());
    drain();
  }

  /** The client has gone. On the context; may be called twice. */
  void release() {
    ended = true;
    vertx.cancelTimer(heartbeat);
    vertx.cancelTimer(stall);
  }

  long missed() {
    return queue.missedInAll();
  }

  private void drainSoon() {
    if (drainPending.compareAndSet(false, true)) {
      context.runOnContext(now -> drain());
    }
  }

  private void drain() {
    drainPending.set(false);
    if (!open || ended) {
      return;
    }
    StringBuilder batch = new StringBuilder();
    while (!ended && !response.writeQueueFull()) {
      EventQueue.Next next = queue.poll();
      if (next != null) {
        append(next, batch);
      }
      if (batch.length() > 0 && (next == null || ended || batch.length() >= BATCH_CHARS)) {
        response.write(batch.toString());
        batch.setLength(0);
      }
      if (next == null) {
        break;
      }
    }
    watchForStall();
    if (ended) {
      response.end();
    }
  }

  private void append(EventQueue.Next next, StringBuilder batch) {
    if (next instanceof EventQueue.Next.Event event) {
      batch.append(SseText.event(event.event()));
    } else if (next instanceof EventQueue.Next.Gap gap) {
      batch.append(SseText.gap(gap.missed()));
    } else if (next instanceof EventQueue.Next.End end) {
      batch.append(SseText.end(Json.text(Map.of("why", end.why()))));
      ended = true;
    } else {
      // No end event: clients take that for the end of all.
      ended = true;
    }
  }

  private void beat() {
    if (!response.writeQueueFull()) {
      response.write(SseText.HEARTBEAT);
    }
    watchForStall();
  }

  private void watchForStall() {
    if (!response.writeQueueFull()) {
      vertx.cancelTimer(stall);
      stall = -1;
    } else if (stall < 0) {
      stall = vertx.setTimer(limits.stalled().toMillis(), id -> Hangup.on(request.connection()));
    }
  }
}
