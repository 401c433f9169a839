package io.trainyard.launcher.cli.bench;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.stream.EventStream;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the bench with its live stream, from its submission to its end. For one thread. */
final class Trial implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
  private static final Duration STARTING = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofMillis(200);
  private static final Duration TAIL = Duration.ofSeconds(3);

  private final TrainyardClient client;
  private final OwnRuns own;
  private final String runId;
  private final Heard heard;
  private final EventStream stream;

  Trial(TrainyardClient client, OwnRuns own, String runId, Heard heard) {
    this.client = client;
    this.own = own;
    this.runId = runId;
    this.heard = heard;
    this.stream = client.stream(runId, heard);
  }

  Heard heard() {
    return heard;
  }

  /** The monotonic time at which RUNNING was heard. */
  long awaitRunning() throws InterruptedException {
    if (!isDone(heard.running(), STARTING)) {
      throw new TrainyardException(
          ErrorCode.NOT_READY,
          "Run " + runId + " was not RUNNING after " + STARTING.toSeconds() + " s.");
    }
    return heard.running().join();
  }

  /** Ends the run before its time, and waits for its end. */
  void cancel() throws InterruptedException {
    own.cancel(runId);
    awaitEnd();
  }

  /** The run at its end, however it ended; the stream's last points are heard then. */
  RunView awaitEnd() throws InterruptedException {
    RunView run = client.runs().find(runId);
    while (!run.state().isTerminal()) {
      if (isDone(heard.ended(), LOOK)) {
        TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
      }
      run = client.runs().find(runId);
    }
    own.ended(runId);
    hearOut();
    return run;
  }

  /** The last points may come a moment after the state; without them there is less to tell. */
  private void hearOut() throws InterruptedException {
    if (!isDone(heard.ended(), TAIL)) {
      LOG.atDebug().addKeyValue("runId", runId).log("stream goes on after the run's end");
    }
  }

  private static boolean isDone(CompletableFuture<?> news, Duration limit)
      throws InterruptedException {
    try {
      news.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TrainyardException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
