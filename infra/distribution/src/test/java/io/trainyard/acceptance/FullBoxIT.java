package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What three brokers are for: processes are killed, and what was promised holds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FullBoxIT {
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  @SuppressWarnings("NullAway.Init")
  private static Yard yard;

  /** One answer and how long it took. */
  private record Timed(HttpResponse<String> answer, Duration time) {
    JsonNode json() {
      return FullBoxIT.json(answer.body());
    }
  }

  @BeforeAll
  static void start() {
    yard = Yard.start("--full");
    yard.post("/store_mnist_dataset_to_cassandra?source=synthetic", Map.of());
    await().atMost(RECOVERY).until(() -> partitionsOf("worker-2").size() == 32);
  }

  @AfterAll
  static void end() {
    yard.close();
  }

  @Test
  @Order(1)
  void aRestartedWorkerKeepsItsPartitionsAndTheOtherOneIsLeftAlone() {
    List<Integer> first = partitionsOf("worker-1");
    List<Integer> second = partitionsOf("worker-2");
    long rebalances = rebalances();
    assertThat(rebalances).as("seen in the brokers' logs").isPositive();

    try (Outage outage = new Outage(yard.home())) {
      ProcessHandle killed = worker(outage);
      killed.destroyForcibly();
      killed.onExit().join();
      await().atMost(RECOVERY).until(() -> worker(outage).pid() != killed.pid());
      await().atMost(RECOVERY).until(() -> linesSaying("worker-2", "reads 32 of 64") == 2);
    }

    await().atMost(RECOVERY).until(() -> partitionsOf("worker-2").equals(second));
    assertThat(partitionsOf("worker-1")).isEqualTo(first);
    assertThat(rebalances()).isEqualTo(rebalances);
    assertThat(first).hasSize(32).doesNotContainAnyElementsOf(second);
  }

  @Test
  @Order(2)
  void withoutAQuorumNothingIsPromisedAndAfterwardsTheSameKeyIsOneRun() {
    String key = "quorum-" + System.nanoTime();
    String run;
    try (Outage outage = new Outage(yard.home())) {
      outage.strike("kafka-1", "kafka-3");

      Timed submission = timed(submit(key));
      run = submission.json().path("runId").asText();
      isRefused(submission, Duration.ofSeconds(10));
      assertThat(submission.json().path("code").asText()).isEqualTo("OUTCOME_UNKNOWN");
      assertThat(submission.json().path("detail").asText())
          .contains("the outcome is unknown: ask again with the same Idempotency-Key")
          .contains(run);
      assertThat(run).matches("[0-9a-f]{16}");
      kafkaIsDown("nothing can be written", "gives no answer");

      outage.strike("kafka-2");
      kafkaIsDown("gives no answer");
    }
    await().atMost(RECOVERY).until(() -> timed(submit(key)).answer().statusCode() == 202);
    assertThat(timed(submit(key)).json().path("runId").asText()).isEqualTo(run);
    assertThat(json(yard.get("/api/v1/runs").body()).path("runs").findValuesAsText("runId"))
        .containsOnlyOnce(run);
    await().atMost(RECOVERY).until(() -> yard.get("/kafka-status").body().contains("\"UP\""));
    yard.post("/api/v1/runs/" + run + "/cancel", Map.of());
  }

  private static void kafkaIsDown(String... why) {
    Timed status = timed(yard.request("/kafka-status").GET());
    assertThat(status.time()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(status.answer().statusCode()).as(status.answer().body()).isEqualTo(503);
    assertThat(status.json().path("status").asText()).isEqualTo("DOWN");
    assertThat(status.json().path("why").asText()).containsAnyOf(why);

    Timed health = timed(yard.request("/health").GET());
    assertThat(health.answer().statusCode()).as(health.answer().body()).isEqualTo(503);
    JsonNode kafka = health.json().path("dependencies").path(0);
    assertThat(kafka.path("name").asText()).isEqualTo("kafka");
    assertThat(kafka.path("status").asText()).isEqualTo("DOWN");
    assertThat(kafka.path("why").asText()).contains("Nothing can be submitted");
  }

  private static void isRefused(Timed submission, Duration limit) {
    assertThat(submission.time()).isLessThanOrEqualTo(limit);
    assertThat(submission.answer().statusCode()).as(submission.answer().body()).isEqualTo(503);
    assertThat(submission.answer().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
  }

  private static HttpRequest.Builder submit(String key) {
    byte[] body = Json.bytes(Map.of("dataset", "synthetic-digits", "epochs", 1));
    return yard.request("/send_task/mlp")
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private static Timed timed(HttpRequest.Builder request) {
    long began = System.nanoTime();
    HttpResponse<String> answer = yard.send(request);
    return new Timed(answer, Duration.ofNanos(System.nanoTime() - began));
  }

  private static ProcessHandle worker(Outage outage) {
    return outage.status().services().stream()
        .filter(service -> service.name().equals("worker-2") && service.pid() != null)
        .flatMap(service -> ProcessHandle.of(service.pid()).stream())
        .findFirst()
        .orElse(ProcessHandle.current());
  }

  private static List<Integer> partitionsOf(String worker) {
    JsonNode workers = json(yard.get("/api/v1/workers").body()).path("workers");
    for (JsonNode one : workers) {
      if (one.path("workerId").asText().equals(worker)) {
        List<Integer> partitions = new ArrayList<>();
        one.path("partitions").forEach(partition -> partitions.add(partition.asInt()));
        return partitions;
      }
    }
    return List.of();
  }

  /** How often the workers' group was shared out anew, by the brokers' own word. */
  private static long rebalances() {
    long found = 0;
    for (String broker : List.of("kafka-1", "kafka-2", "kafka-3")) {
      found += linesSaying(broker, "Preparing to rebalance group trainyard.workers");
    }
    return found;
  }

  private static long linesSaying(String service, String words) {
    Path log = yard.home().resolve("box-full/log/" + service + ".log");
    try {
      return Files.readString(log).lines().filter(line -> line.contains(words)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + text, e);
    }
  }
}
