package io.trainyard.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import java.io.IOException;

/** Turns an event of the wire into what it means. */
final class EventReader {
  private EventReader() {}

  static StreamEvent read(SseEvent event) {
    byte[] json = event.data().getBytes(UTF_8);
    try {
      return switch (event.name()) {
        case "message" -> new StreamEvent.Log(Json.read(json, LogLine.class));
        case "metric" -> new StreamEvent.Point(Json.read(json, Metric.class));
        case "state" -> new StreamEvent.Change(Json.read(json, RunChange.class));
        case "result" -> result(json);
        case "gap" -> new StreamEvent.Gap(event.data());
        case "reset" -> new StreamEvent.Reset(event.data());
        case "end" -> new StreamEvent.End(event.data());
        default -> new StreamEvent.Unknown(event.name(), event.data());
      };
    } catch (IOException e) {
      return new StreamEvent.Unknown(event.name(), event.data());
    }
  }

  private static StreamEvent result(byte[] json) throws IOException {
    String runId = Json.tree(json).path("runId").asText();
    return new StreamEvent.Result(runId, Json.read(json, RunResult.class));
  }
}
