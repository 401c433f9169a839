package io.trainyard.node.live;

import io.trainyard.node.service.LogStreams.Subscriber;
import io.trainyard.node.service.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that remembers what it is told. */
class Listening implements Subscriber {
  private final List<StreamEvent> events = new ArrayList<>();
  final CompletableFuture<String> closed = new CompletableFuture<>();
  final CompletableFuture<String> brokenOff = new CompletableFuture<>();
  private final Consumer<StreamEvent> also;

  Listening() {
    this(event -> {});
  }

  Listening(Consumer<StreamEvent> also) {
    this.also = also;
  }

  @Override
  public void event(StreamEvent event) {
    synchronized (events) {
      events.add(event);
    }
    also.accept(event);
  }

  @Override
  public void closed(String why) {
    closed.complete(why);
  }

  @Override
  public void brokenOff(String why) {
    brokenOff.complete(why);
  }

  List<StreamEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  int size() {
    synchronized (events) {
      return events.size();
    }
  }

  List<StreamEvent> named(@Nullable String name) {
    return events().stream()
        .filter(e -> name == null ? e.name() == null : name.equals(e.name()))
        .toList();
  }

  Optional<StreamEvent> first(String name) {
    return named(name).stream().findFirst();
  }
}
