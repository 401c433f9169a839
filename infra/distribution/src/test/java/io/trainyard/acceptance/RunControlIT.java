package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.codec.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of runs that wait behind two busy workers, and of such that have ended. */
class RunControlIT {
  private final Yard yard = Yard.shared();
  private final List<String> made = new ArrayList<>();

  @BeforeEach
  void keepBothWorkersBusy() {
    yard.post("/store_mnist_dataset_to_cassandra?source=synthetic", Map.of());
    List<String> busy = List.of(submit(Map.of("epochs", 500)), submit(Map.of("epochs", 500)));
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(busy).allMatch(run -> state(run).equals("RUNNING")));
  }

  @AfterEach
  void cancelWhatIsLeft() {
    made.forEach(run -> post(run, "cancel", Map.of()));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(made).allMatch(run -> run(run).path("endedAt").isTextual()));
  }

  @Test
  void theQueueGoesByPriority() {
    String usual = submit(Map.of());
    String low = submit(Map.of("priority", -5));
    String raised = submit(Map.of());

    assertThat(post(raised, "priority", Map.of("priority", 10)).statusCode()).isEqualTo(200);

    assertThat(ids("/api/v1/runs?state=queued&sort=priority")).containsExactly(raised, usual, low);
    // Now and then the dataset is looked up anew, which is said instead.
    await().untilAsserted(() -> assertThat(reason(raised)).contains("next in the queue"));
    await().untilAsserted(() -> assertThat(reason(low)).contains("2 before it in the queue"));
    assertThat(yard.trainyard("runs", "--sort", "priority", "--state", "queued").out())
        .contains("PRIORITY");
  }

  @Test
  void aWaitingRunIsPausedSteeredResumedAndCancelledAtOnce() {
    String run = submit(Map.of("name", "held-" + System.nanoTime()));

    assertThat(state(post(run, "pause", Map.of()))).isEqualTo("PAUSED");
    assertThat(post(run, "pause", Map.of()).statusCode()).isEqualTo(409);
    assertThat(yard.trainyard("steer", run, "--learning-rate", "0.01").exitCode()).isZero();
    assertThat(post(run, "steer", Map.of("epochs", 10_001)).statusCode()).isEqualTo(400);
    assertThat(yard.trainyard("resume", run, "--json").json().path("state").asText())
        .isEqualTo("QUEUED");
    assertThat(post(run, "resume", Map.of()).statusCode()).isEqualTo(409);
    assertThat(yard.trainyard("cancel", run).exitCode()).isZero();

    for (String word : List.of("pause", "resume", "cancel")) {
      HttpResponse<String> late = post(run, word, Map.of());
      assertThat(late.statusCode()).as(word).isEqualTo(409);
      assertThat(late.body()).contains("CANCELLED");
    }
    assertThat(post(run, "priority", Map.of("priority", 1)).statusCode()).isEqualTo(409);
    assertThat(post(run, "continue", Map.of("epochs", 1)).body()).contains("first checkpoint");
    assertThat(yard.trainyard("show", run).out()).contains("not applied: run ended");
  }

  @Test
  void peopleWriteOnRunsAndArchiveThem() {
    String run = submit(Map.of("tags", List.of("draft")));

    assertThat(patch(run, Map.of("name", "x", "notes", "one\ntwo")).statusCode()).isEqualTo(200);
    assertThat(yard.trainyard("tag", run, "+kept", "-draft").exitCode()).isZero();
    assertThat(yard.trainyard("archive", run).exitCode()).isZero();
    assertThat(patch(run, Map.of("notes", "\u001b[2J")).body()).contains("\"field\":\"notes\"");

    assertThat(ids("/api/v1/runs?limit=500")).doesNotContain(run);
    assertThat(ids("/api/v1/runs?archived=true&tag=kept")).containsExactly(run);
    JsonNode view = run(run);
    assertThat(view.path("name").asText()).isEqualTo("x");
    assertThat(view.path("notes").asText()).isEqualTo("one\ntwo");
    assertThat(view.path("state").asText()).isEqualTo("QUEUED");
  }

  @Test
  void runsAreMadeOfOthersOnceForAKey() {
    String parent = submit(Map.of("epochs", 7, "seed", 3));
    assertThat(post(parent, "retry", Map.of()).statusCode()).as("it lives").isEqualTo(409);
    post(parent, "cancel", Map.of());

    JsonNode retried = json(keyed(parent, "retry", Map.of(), "retry-" + parent));
    JsonNode again = json(keyed(parent, "retry", Map.of(), "retry-" + parent));
    HttpResponse<String> other = keyed(parent, "clone", Map.of("epochs", 2), "retry-" + parent);
    JsonNode cloned = json(post(parent, "clone", Map.of("model", "lstm", "seed", 9)));
    made.add(retried.path("runId").asText());
    made.add(cloned.path("runId").asText());

    assertThat(again.path("runId")).isEqualTo(retried.path("runId"));
    assertThat(retried.at("/parent/runId").asText()).isEqualTo(parent);
    assertThat(retried.at("/parent/kind").asText()).isEqualTo("RETRY");
    assertThat(retried.at("/hyperparameters/epochs").asInt()).isEqualTo(7);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(cloned.path("model").asText()).isEqualTo("LSTM");
    assertThat(cloned.at("/hyperparameters/seed").asInt()).isEqualTo(9);
    assertThat(cloned.at("/hyperparameters/epochs").asInt()).isEqualTo(7);
  }

  @Test
  void aRunThatIsNotThereIsSaidSo() {
    for (String word : List.of("pause", "resume", "cancel", "retry", "clone")) {
      assertThat(post("none", word, Map.of()).statusCode()).as(word).isEqualTo(404);
    }
    assertThat(post("none", "steer", Map.of("epochs", 1)).statusCode()).isEqualTo(404);
    assertThat(post("none", "continue", Map.of("epochs", 1)).statusCode()).isEqualTo(404);
    assertThat(post("none", "priority", Map.of("priority", 1)).statusCode()).isEqualTo(404);
    assertThat(patch("none", Map.of("archived", true)).statusCode()).isEqualTo(404);
  }

  private String submit(Map<String, Object> settings) {
    Map<String, Object> task = new HashMap<>(settings);
    task.put("dataset", "synthetic-digits");
    String run = json(yard.post("/send_task/mlp", task)).path("runId").asText();
    made.add(run);
    return run;
  }

  private HttpResponse<String> post(String run, String word, Object body) {
    return yard.post("/api/v1/runs/" + run + "/" + word, body);
  }

  private HttpResponse<String> keyed(String run, String word, Object body, String key) {
    return yard.send(
        yard.request("/api/v1/runs/" + run + "/" + word)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  private HttpResponse<String> patch(String run, Object body) {
    return yard.send(
        yard.request("/api/v1/runs/" + run)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  private List<String> ids(String path) {
    return json(yard.get(path)).path("runs").findValuesAsText("runId").stream()
        .filter(made::contains)
        .distinct()
        .toList();
  }

  private JsonNode run(String run) {
    return json(yard.get("/api/v1/runs/" + run));
  }

  private String reason(String run) {
    return run(run).path("reason").asText();
  }

  private String state(String run) {
    return run(run).path("state").asText();
  }

  private static String state(HttpResponse<String> answer) {
    return json(answer).path("state").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return new Command.Result(0, answer.body(), "").json();
  }
}
