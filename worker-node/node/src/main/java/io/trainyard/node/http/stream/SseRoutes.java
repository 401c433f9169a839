package io.trainyard.node.http.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.Limits;
import io.trainyard.node.http.QueryCheck;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.service.LogStreams;
import io.trainyard.node.service.LogStreams.Subscription;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * GET /logs/stream. What is wrong with the request is told as a problem before the stream begins;
 * then lines, metrics and states follow until either side ends it. Event loop only.
 */
public final class SseRoutes {
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final String PRINTABLE_ID = "[\\x21-\\x7e]{1,300}";

  private final LogStreams streams;
  private final WorkPool pool;
  private final Limits limits;
  private final int maxStreams;
  private final AtomicInteger open;
  private final Counter missed;

  public SseRoutes(
      LogStreams streams, WorkPool pool, Limits limits, int maxStreams, MeterRegistry registry) {
    this.streams = streams;
    this.pool = pool;
    this.limits = limits;
    this.maxStreams = maxStreams;
    this.open = registry.gauge(MetricNames.HTTP_STREAMS, new AtomicInteger());
    this.missed = registry.counter(MetricNames.HTTP_STREAM_EVENTS_MISSED);
  }

  public void addTo(Endpoints endpoints) {
    endpoints.direct(Route.LOG_STREAM, this::stream);
  }

  private void stream(RoutingContext routing) {
    QueryCheck.known(Route.LOG_STREAM, routing.queryParams().names());
    String run = given(routing.queryParams().get("run")).orElse(null);
    String lastEventId = lastEventId(routing);
    reserve();
    Context context = routing.vertx().getOrCreateContext();
    SseClient client = new SseClient(routing.vertx(), context, routing.request(), limits);
    AtomicReference<@Nullable Subscription> subscribed = new AtomicReference<>();
    boolean[] gone = {false};
    routing.addEndHandler(
        end -> {
          gone[0] = true;
          open.decrementAndGet();
          missed.increment((double) client.missed());
          client.release();
          close(subscribed.get());
        });
    pool.call(context, () -> streams.subscribe(run, lastEventId, client))
        .onSuccess(
            subscription -> {
              subscribed.set(subscription);
              if (gone[0]) {
                subscription.close();
              } else {
                client.open();
              }
            })
        .onFailure(routing::fail);
  }

  private void reserve() {
    if (open.get() >= maxStreams) {
      throw new TrainyardException(
          ErrorCode.TOO_MANY_STREAMS,
          "This node serves " + maxStreams + " streams at once; close one or ask another node.");
    }
    open.incrementAndGet();
  }

  private static @Nullable String lastEventId(RoutingContext routing) {
    Optional<String> id =
        given(routing.request().getHeader(LAST_EVENT_ID))
            .or(() -> given(routing.queryParams().get("lastEventId")));
    if (id.isPresent() && !id.get().matches(PRINTABLE_ID)) {
      throw TrainyardException.ofField(
          ErrorCode.INVALID_EVENT_ID, LAST_EVENT_ID, "This stream has given no such id.");
    }
    return id.orElse(null);
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  private static void close(@Nullable Subscription subscription) {
    if (subscription != null) {
      subscription.close();
    }
  }
}
