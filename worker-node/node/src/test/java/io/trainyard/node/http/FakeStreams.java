package io.trainyard.node.http;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.service.LogStreams;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Streams into which a test speaks. */
final class FakeStreams implements LogStreams {
  final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  final List<String> subscriptions = new CopyOnWriteArrayList<>();
  final List<Subscriber> closed = new CopyOnWriteArrayList<>();

  @Override
  public Subscription subscribe(
      @Nullable String runId, @Nullable String lastEventId, Subscriber subscriber) {
    if ("unknown".equals(runId)) {
      throw new TrainyardException(ErrorCode.RUN_NOT_FOUND, "There is no run unknown.");
    }
    subscriptions.add(runId + " " + lastEventId);
    subscribers.add(subscriber);
    return () -> closed.add(subscriber);
  }
}
