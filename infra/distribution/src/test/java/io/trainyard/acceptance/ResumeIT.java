package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run whose worker ends goes on from its newest checkpoint. */
class ResumeIT {
  private final Yard yard = Yard.shared();
  private String run = "";

  @BeforeEach
  void learnUntilACheckpoint() {
    yard.post("/store_mnist_dataset_to_cassandra?source=synthetic", Map.of());
    Map<String, Object> task = Map.of("dataset", "synthetic-digits", "epochs", 200);
    run = json(yard.post("/send_task/CNN", task).body()).path("runId").asText();
    await().atMost(Duration.ofSeconds(90)).until(() -> checkpoint(run()) > 0);
  }

  @AfterEach
  void cancel() {
    yard.post("/api/v1/runs/" + run + "/cancel", Map.of());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> run().path("state").asText().equals("CANCELLED"));
  }

  @Test
  void aKilledWorkersRunGoesOnFromItsCheckpoint() {
    long saved = checkpoint(run());

    end("KILL");

    JsonNode second = secondAttempt();
    assertThat(second.path("resumedFrom").asLong()).isGreaterThanOrEqualTo(saved);
    assertThat(run().path("attempts").get(0).path("outcome").asText()).isEqualTo("LOST");
  }

  @Test
  void aWorkerThatIsToldToEndSavesAndHandsOver() {
    long saved = checkpoint(run());

    end("TERM");

    JsonNode second = secondAttempt();
    JsonNode first = run().path("attempts").get(0);
    assertThat(first.path("outcome").asText()).isEqualTo("HANDED_OVER");
    assertThat(first.path("why").asText()).isEqualTo("SHUTDOWN");
    assertThat(second.path("resumedFrom").asLong())
        .isGreaterThanOrEqualTo(saved)
        .isEqualTo(first.path("lastIteration").asLong());
    assertThat(run().path("losses").asInt()).isZero();
  }

  private JsonNode secondAttempt() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> run().path("attempts").path(1).has("resumedFrom"));
    return run().path("attempts").get(1);
  }

  private void end(String signal) {
    String worker = run().path("worker").asText();
    for (JsonNode service : yard.trainyard("status", "--json").json().path("services")) {
      if (service.path("name").asText().equals(worker)) {
        yard.shell("kill -" + signal + " " + service.path("pid").asLong());
        return;
      }
    }
    throw new AssertionError("no service is called " + worker);
  }

  private static long checkpoint(JsonNode run) {
    return run.path("checkpoint").path("iteration").asLong();
  }

  private JsonNode run() {
    return json(yard.get("/api/v1/runs/" + run).body());
  }

  private static JsonNode json(String text) {
    return new Command.Result(0, text, "").json();
  }
}
