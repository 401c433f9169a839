package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.codec.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A submission with a key is one run, however often and however many at once it is sent. */
class SubmitIT {
  private final Yard yard = Yard.shared();

  @Test
  void fiftyAtOnceUnderOneKeyAreOneRun() {
    yard.post("/store_mnist_dataset_to_cassandra?source=synthetic", Map.of());
    String key = "fifty-" + System.nanoTime();

    List<HttpResponse<String>> answers =
        IntStream.range(0, 50).parallel().mapToObj(i -> submit(key, 1)).toList();

    assertThat(answers).allMatch(answer -> answer.statusCode() == 202, "202");
    List<String> runs = answers.stream().map(SubmitIT::runId).distinct().toList();
    assertThat(runs).hasSize(1);
    assertThat(submit(key, 2).statusCode()).as("the same key for another request").isEqualTo(422);
    yard.post("/api/v1/runs/" + runs.get(0) + "/cancel", Map.of());
  }

  private HttpResponse<String> submit(String key, int epochs) {
    byte[] body = Json.bytes(Map.of("dataset", "synthetic-digits", "epochs", epochs));
    return yard.send(
        yard.request("/send_task/mlp")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static String runId(HttpResponse<String> answer) {
    return new Command.Result(0, answer.body(), "").json().path("runId").asText();
  }
}
