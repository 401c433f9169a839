package io.trainyard.launcher.cli.bench;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.stream.EventStream;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.await.Awaited;
import io.trainyard.launcher.cli.await.Lookout;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private final Lookout lookout;
  private final EventStream stream;

  Trial(TrainyardClient client, OwnRuns own, String runId, Heard heard, Lookout lookout) {
    this.client = client;
    this.own = own;
    this.runId = runId;
    this.heard = heard;
    this.lookout = lookout;
    this.stream = client.stream(runId, heard);
  }

  Heard heard() {
    return heard;
  }

  /** The monotonic time at which RUNNING was heard. */
  long awaitRunning() throws InterruptedException {
    if (!Awaited.isDone(heard.running(), STARTING)) {
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
    RunView run = ended();
    own.ended(runId);
    hearOut();
    return run;
  }

  /** The stream tells the end; a look now and then finds it when the stream is away. */
  private RunView ended() throws InterruptedException {
    CompletableFuture<RunView> seen = lookout.until(this::look, LOOK);
    try {
      var unused = Awaited.of(CompletableFuture.anyOf(heard.ended(), seen));
    } finally {
      seen.cancel(false);
    }
    return Awaited.of(lookout.until(this::look, SETTLING));
  }

  private Optional<RunView> look() {
    return Optional.of(client.runs().find(runId)).filter(run -> run.state().isTerminal());
  }

  /** The last points may come a moment after the state; without them there is less to tell. */
  private void hearOut() throws InterruptedException {
    if (!Awaited.isDone(heard.ended(), TAIL)) {
      LOG.atDebug().addKeyValue("runId", runId).log("stream goes on after the run's end");
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
