package io.trainyard.launcher.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.codec.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A stream's events as JSON objects, each with its kind in {@code event}. */
public final class EventJson {

  /** Empty for what says nothing to a program. */
  public Optional<ObjectNode> of(StreamEvent event) {
    if (event instanceof StreamEvent.Log log) {
      return Optional.of(named("log", log.line()));
    }
    if (event instanceof StreamEvent.Point point) {
      return Optional.of(named("metric", point.metric()));
    }
    if (event instanceof StreamEvent.Change change) {
      return Optional.of(named("state", change.change()));
    }
    if (event instanceof StreamEvent.Result result) {
      return Optional.of(named("result", result.result()).put("runId", result.runId()));
    }
    if (event instanceof StreamEvent.Gap) {
      return Optional.of(bare("gap"));
    }
    if (event instanceof StreamEvent.Reset) {
      return Optional.of(bare("reset"));
    }
    if (event instanceof StreamEvent.Disconnected broken) {
      return Optional.of(bare("disconnected").put("why", Words.safe(broken.why())));
    }
    return Optional.empty();
  }

  /** An object of that kind with the value's own fields. */
  public ObjectNode named(String kind, Object value) {
    try {
      JsonNode tree = Json.tree(Json.bytes(value));
      ObjectNode object = bare(kind);
      tree.properties().forEach(field -> object.set(field.getKey(), field.getValue()));
      return object;
    } catch (IOException e) {
      throw new UncheckedIOException("JSON of our own cannot be read", e);
    }
  }

  public ObjectNode bare(String kind) {
    return JsonNodeFactory.instance.objectNode().put("event", kind);
  }
}
