package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two trainings sent at once run on both workers at the same moment. */
class TwoRunsIT {
  private final Yard yard = Yard.shared();

  @Test
  void bothWorkersLearnAtTheSameMoment() {
    yard.post("/store_mnist_dataset_to_cassandra?source=synthetic", Map.of());
    String first = submit();
    List<String> runs = List.of(first, submit());

    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(learning()).containsExactlyInAnyOrderElementsOf(runs));

    runs.forEach(run -> yard.post("/api/v1/runs/" + run + "/cancel", Map.of()));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(runs)
                    .allMatch(
                        run ->
                            json("/api/v1/runs/" + run)
                                .path("state")
                                .asText()
                                .equals("CANCELLED")));
  }

  private String submit() {
    Map<String, Object> task = Map.of("dataset", "synthetic-digits", "epochs", 50);
    return new Command.Result(0, yard.post("/send_task/CNN", task).body(), "")
        .json()
        .path("runId")
        .asText();
  }

  /** The runs that one list of workers shows in training, each on a worker of its own. */
  private Set<String> learning() {
    Set<String> runs = new HashSet<>();
    json("/api/v1/workers")
        .path("workers")
        .forEach(
            worker -> {
              if (worker.path("run").path("phase").asText().equals("TRAINING")) {
                runs.add(worker.path("run").path("runId").asText());
              }
            });
    return runs;
  }

  private JsonNode json(String path) {
    return new Command.Result(0, yard.get(path).body(), "").json();
  }
}
