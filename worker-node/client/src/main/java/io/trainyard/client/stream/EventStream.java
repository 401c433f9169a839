package io.trainyard.client.stream;

import io.trainyard.client.http.Call;
import io.trainyard.client.http.Calls;
import io.trainyard.client.http.Refusal;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.ErrorType;
import io.trainyard.contract.error.TrainyardException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A live stream that stays: after a break, a stall or a busy server it connects again where it
 * stood, waiting a little longer each time in a row. It ends with an {@code end} event, a refusal
 * for good, or {@link #close}. One daemon thread each.
 */
public final class EventStream implements AutoCloseable {
  private static final int LONGEST_PROBLEM = 64 * 1024;

  private final Calls calls;
  private final @Nullable String runId;
  private final StreamListener listener;
  private final StreamTiming timing;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  // Of the stream's thread alone.
  private String lastEventId = "";
  private Duration firstDelay;
  private int failures;
  private boolean ended;

  private EventStream(
      Calls calls, @Nullable String runId, StreamListener listener, StreamTiming timing) {
    this.calls = calls;
    this.runId = runId;
    this.listener = listener;
    this.timing = timing;
    this.firstDelay = timing.firstDelay();
    this.thread = new Thread(this::run, "event-stream-" + (runId == null ? "yard" : runId));
    thread.setDaemon(true);
  }

  public static EventStream open(
      Calls calls, @Nullable String runId, StreamListener listener, StreamTiming timing) {
    EventStream stream = new EventStream(calls, runId, listener, timing);
    stream.thread.start();
    return stream;
  }

  /** Ends the stream; the listener may still hear the event it is in. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }

  /** Waits for the stream's end; false when it still lives after the limit. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    thread.join(limit.toMillis());
    return !thread.isAlive();
  }

  private void run() {
    try {
      while (!isOver()) {
        String why = connection();
        if (!isOver()) {
          waitAfter(why);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TrainyardException e) {
      if (closed.getCount() > 0) {
        listener.on(new StreamEvent.Refused(e));
      }
    }
  }

  private boolean isOver() {
    return ended || closed.getCount() == 0;
  }

  /** One connection from its start to its end; tells why it ended. */
  private String connection() throws InterruptedException {
    try {
      HttpResponse<ByteFeed> answer = calls.exchange(call(), info -> new ByteFeed());
      try (ByteFeed feed = answer.body()) {
        if (answer.statusCode() == 200) {
          listener.on(new StreamEvent.Connected());
          read(feed);
          return "the server ended it";
        }
        throw Refusal.of(call(), answer, whole(feed));
      }
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (TrainyardException e) {
      return judge(e);
    }
  }

  private Call call() {
    Call call = Call.of(Route.LOG_STREAM).query("run", runId).header("Accept", "text/event-stream");
    return lastEventId.isEmpty() ? call : call.header("Last-Event-ID", lastEventId);
  }

  private void read(ByteFeed feed) throws IOException, InterruptedException {
    SseParser parser = new SseParser(lastEventId);
    List<ByteBuffer> buffers = feed.next(timing.stall());
    while (!buffers.isEmpty() && !isOver()) {
      for (ByteBuffer buffer : buffers) {
        parser.feed(buffer, this::hand);
        lastEventId = parser.lastEventId();
        firstDelay = parser.retry().orElse(firstDelay);
      }
      buffers = isOver() ? List.of() : feed.next(timing.stall());
    }
  }

  private void hand(SseEvent event) {
    if (isOver()) {
      return;
    }
    failures = 0;
    StreamEvent meant = EventReader.read(event);
    ended = meant instanceof StreamEvent.End;
    listener.on(meant);
  }

  /** What another try cannot mend is thrown; the rest is a reason to wait. */
  private String judge(TrainyardException refusal) {
    if (refusal.code() == ErrorCode.INVALID_EVENT_ID && !lastEventId.isEmpty()) {
      lastEventId = "";
      listener.on(new StreamEvent.Reset(refusal.problem().detail()));
      return refusal.problem().detail();
    }
    ErrorType type = refusal.code().type();
    if (type == ErrorType.USER || refusal.code() == ErrorCode.UPGRADE_NEEDED) {
      throw refusal;
    }
    return refusal.problem().detail();
  }

  private void waitAfter(String why) throws InterruptedException {
    failures++;
    Duration delay = timing.delay(firstDelay, failures);
    listener.on(new StreamEvent.Disconnected(why, delay));
    boolean closedMeanwhile = closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    ended |= closedMeanwhile;
  }

  private byte[] whole(ByteFeed feed) throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<ByteBuffer> buffers = feed.next(timing.stall());
    while (!buffers.isEmpty() && bytes.size() < LONGEST_PROBLEM) {
      for (ByteBuffer buffer : buffers) {
        byte[] piece = new byte[buffer.remaining()];
        buffer.get(piece);
        bytes.writeBytes(piece);
      }
      buffers = feed.next(timing.stall());
    }
    return bytes.toByteArray();
  }
}
