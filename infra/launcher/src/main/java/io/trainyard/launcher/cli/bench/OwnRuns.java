package io.trainyard.launcher.cli.bench;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.launcher.cli.Screen;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The runs that the bench has submitted and that may not have ended: none of them outlives it, by
 * Ctrl+C or by a failure. Thread-safe.
 */
final class OwnRuns implements AutoCloseable {
  private final TrainyardClient client;
  private final Screen screen;
  private final Set<String> open = new LinkedHashSet<>();
  private final Thread hook = new Thread(this::stop, "bench-interruption");
  private boolean stopped;

  private OwnRuns(TrainyardClient client, Screen screen) {
    this.client = client;
    this.screen = screen;
  }

  static OwnRuns guarded(TrainyardClient client, Screen screen) {
    OwnRuns runs = new OwnRuns(client, screen);
    Runtime.getRuntime().addShutdownHook(runs.hook);
    return runs;
  }

  /** Holds the lock while it asks: a stop waits for the answer, and so misses no run. */
  synchronized String submit(ModelType model, TaskRequest request) {
    if (stopped) {
      throw new TrainyardException(ErrorCode.NOT_READY, "The bench was stopped.");
    }
    String id = client.runs().submit(model, request).runId();
    open.add(id);
    return id;
  }

  synchronized void ended(String id) {
    open.remove(id);
  }

  /** Cancels a run; one that has ended meanwhile needs no cancelling. */
  void cancel(String id) {
    try {
      client.runs().cancel(id);
    } catch (TrainyardException e) {
      if (e.code() != ErrorCode.ILLEGAL_TRANSITION) {
        throw e;
      }
    }
  }

  private synchronized void stop() {
    stopped = true;
    for (String id : open) {
      try {
        cancel(id);
        screen.notice("Cancelled run " + id + ".");
      } catch (TrainyardException e) {
        screen.notice(
            "Run "
                + id
                + " could not be cancelled: "
                + e.problem().detail()
                + " Cancel it: trainyard cancel "
                + id);
      }
    }
    open.clear();
  }

  @Override
  public void close() {
    try {
      boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
      assert removed;
    } catch (IllegalStateException stopping) {
      // The program is being stopped just now: then the hook cancels.
      return;
    }
    stop();
  }
}
