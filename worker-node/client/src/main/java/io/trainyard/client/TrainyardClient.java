package io.trainyard.client;

import io.trainyard.client.http.Calls;
import io.trainyard.client.http.Patience;
import io.trainyard.client.stream.EventStream;
import io.trainyard.client.stream.StreamListener;
import io.trainyard.client.stream.StreamTiming;
import java.net.http.HttpClient;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's REST and live streams. Calls block and may be made by any thread. A failure is a
 * TrainyardException with the problem the cluster told, or MASTER_UNAVAILABLE when none answered.
 */
public final class TrainyardClient {
  private final Calls calls;
  private final Patience patience;

  public TrainyardClient(ClientConfig config) {
    this(config, delay -> TimeUnit.NANOSECONDS.sleep(delay.toNanos()));
  }

  /** With an own way of waiting between tries. */
  public TrainyardClient(ClientConfig config, Patience patience) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.calls = new Calls(http, config);
    this.patience = patience;
  }

  public RunsClient runs() {
    return new RunsClient(calls, patience);
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
