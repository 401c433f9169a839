package io.trainyard.launcher.cli.train;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.stream.EventStream;
import io.trainyard.client.stream.RunChange;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run to its end over its live stream, and asks for its state when the stream is quiet:
 * the end is seen even when the stream is away. For one thread.
 */
final class RunFollower {
  private static final int MOST_WAITING = 10_000;
  private static final Duration TICK = Duration.ofMillis(200);

  private final TrainyardClient client;
  private final FollowView view;
  private final LongSupplier nanos;
  private final Patience patience;
  private final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>(MOST_WAITING);
  private RunWatch watch;
  private boolean streamEnded;
  private long heardAt;
  private long askedAt;

  /**
   * How long to wait.
   *
   * @param quiet without news before the run is asked for
   * @param tail after the end for what the stream still brings
   * @param contact without any answer before giving up
   */
  record Patience(Duration quiet, Duration tail, Duration contact) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofMinutes(5));
  }

  RunFollower(
      TrainyardClient client,
      FollowView view,
      RunWatch start,
      LongSupplier nanos,
      Patience patience) {
    this.client = client;
    this.view = view;
    this.watch = start;
    this.nanos = nanos;
    this.patience = patience;
    this.heardAt = nanos.getAsLong();
    this.askedAt = heardAt;
  }

  /**
   * The run at its end.
   *
   * @throws TrainyardException when the stream is refused, or no node has answered for too long
   */
  RunView follow(String runId) throws InterruptedException {
    EventStream stream = client.stream(runId, this::hand);
    try {
      @Nullable RunView ended = null;
      while (ended == null) {
        take(TICK);
        if (watch.state().isTerminal() || streamEnded) {
          tail();
          ended = look(runId);
        } else if (isOlder(heardAt, quiet()) && isOlder(askedAt, quiet())) {
          ended = look(runId);
        }
      }
      return ended;
    } finally {
      stream.close();
    }
  }

  /** What a queued run waits for changes without an event of the run. */
  private Duration quiet() {
    Duration quiet = patience.quiet();
    return watch.state() == RunState.QUEUED ? quiet.dividedBy(5) : quiet;
  }

  private void take(Duration limit) throws InterruptedException {
    StreamEvent event = events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (event == null) {
      view.tick(watch);
      return;
    }
    if (event instanceof StreamEvent.Refused refused) {
      throw refused.why();
    }
    if (!(event instanceof StreamEvent.Disconnected)) {
      heardAt = nanos.getAsLong();
    }
    streamEnded |= event instanceof StreamEvent.End;
    tell(event);
  }

  private void tell(StreamEvent event) {
    boolean news = watch.isNews(event);
    watch = watch.after(event);
    if (news) {
      view.event(event, watch);
    }
  }

  /** The last points and lines may come a moment after the state. */
  private void tail() throws InterruptedException {
    long from = nanos.getAsLong();
    while (!streamEnded && !isOlder(from, patience.tail())) {
      take(TICK);
    }
    while (!events.isEmpty()) {
      take(TICK);
    }
  }

  /** The run, if it has ended. */
  private @Nullable RunView look(String runId) {
    askedAt = nanos.getAsLong();
    try {
      RunView run = client.runs().find(runId);
      heardAt = nanos.getAsLong();
      waits(run);
      return run.state().isTerminal() ? run : null;
    } catch (TrainyardException e) {
      boolean passing = e.code() == ErrorCode.MASTER_UNAVAILABLE || e.code() == ErrorCode.NOT_READY;
      if (!passing || isOlder(heardAt, patience.contact())) {
        throw e;
      }
      return null;
    }
  }

  private void waits(RunView run) {
    if (run.state() == RunState.QUEUED && watch.state() == RunState.QUEUED) {
      tell(
          new StreamEvent.Change(
              new RunChange(
                  run.runId(),
                  run.state(),
                  run.reason(),
                  watch.attempt(),
                  null,
                  null,
                  null,
                  null)));
    }
  }

  private boolean isOlder(long since, Duration age) {
    return nanos.getAsLong() - since > age.toNanos();
  }

  private void hand(StreamEvent event) {
    try {
      events.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
