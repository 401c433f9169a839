package io.trainyard.client;

import io.trainyard.client.http.Calls;
import io.trainyard.client.http.Timer;
import io.trainyard.client.stream.EventStream;
import io.trainyard.client.stream.StreamListener;
import io.trainyard.client.stream.StreamTiming;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's REST and live streams. Calls block and may be made by any thread. A failure is a
 * TrainyardException with the problem the cluster told, or MASTER_UNAVAILABLE when none answered.
 */
public final class TrainyardClient {
  private final Calls calls;
  private final Timer timer;

  public TrainyardClient(ClientConfig config) {
    this(config, Timer.ofThisMachine());
  }

  /** With an own timer for the pauses between tries. */
  public TrainyardClient(ClientConfig config, Timer timer) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.calls = new Calls(http, config);
    this.timer = timer;
  }

  public RunsClient runs() {
    return new RunsClient(calls, timer);
  }

  public DatasetsClient datasets() {
    return new DatasetsClient(calls);
  }

  public ModelsClient models() {
    return new ModelsClient(calls);
  }

  public ClusterClient cluster() {
    return new ClusterClient(calls);
  }

  /**
   * Opens a stream that reconnects by itself until it ends, fails for good or is closed.
   *
   * @param runId the run to watch from its beginning; null watches the whole yard from now on
   * @param listener called by the stream's own thread, one event at a time
   */
  public EventStream stream(@Nullable String runId, StreamListener listener) {
    return stream(runId, listener, StreamTiming.USUAL);
  }

  public EventStream stream(@Nullable String runId, StreamListener listener, StreamTiming timing) {
    return EventStream.open(calls, runId, listener, timing);
  }
}
