package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.acceptance.Outage;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.TaskRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T4, T5, T18: one broker of three goes or stands still while runs are submitted and learn. */
@Tag("fault")
class BrokerLossIT extends FaultTest {
  private static final int SUBMISSIONS = 20;
  private static final TaskRequest SHORT = FullYard.brief();
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void aPlainBrokerMayDie() throws InterruptedException {
    whileSubmitting("T4 plain broker", () -> yard.processes().kill(broker(false)));
  }

  @Test
  void theControllerMayDie() throws InterruptedException {
    whileSubmitting("T4 controller", () -> yard.processes().kill(broker(true)));
  }

  @Test
  void aBrokerMayStandStill() throws InterruptedException {
    whileSubmitting(
        "T18 broker",
        () -> {
          long moment = Measured.now();
          try (Processes.Frozen frozen = yard.processes().freeze(broker(true))) {
            await()
                .atMost(FullYard.LONG)
                .until(() -> Measured.since(moment).compareTo(MINUTE) >= 0);
          }
        });
  }

  @Test
  void withTwoBrokersGoneNothingIsPromisedAndAllComesBackByItself() {
    Measured measured = new Measured("T5");
    String watched = submit(FullYard.task(900));
    yard.midEpoch(watched);
    String key = "quorum-" + System.nanoTime();
    try (Outage outage = new Outage(yard.yard().home())) {
      outage.strike("kafka-1", "kafka-3");
      long asked = Measured.now();
      HttpResponse<String> refused = askOnce(key);
      measured.within("refused", Measured.since(asked), Duration.ofSeconds(10));
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.body()).contains(ErrorCode.OUTCOME_UNKNOWN.name());
    }
    long back = Measured.now();
    String run = submitted(key);
    measured.within("the same key is accepted", Measured.since(back), Duration.ofSeconds(30));
    assertThat(yard.ended(run).state()).isEqualTo(RunState.SUCCEEDED);
    await().atMost(FullYard.LONG).ignoreExceptions().until(this::kafkaIsWhole);
    measured.say("Kafka is whole after, ms", Measured.since(back).toMillis());
    yard.finished(watched);
    wasNeverLost(watched);
  }

  private String broker(boolean controller) {
    KafkaStatus kafka = yard.client().cluster().kafkaStatus();
    int active = Objects.requireNonNull(kafka.controller());
    return kafka.brokers().stream()
        .filter(broker -> (broker.id() == active) == controller)
        .map(broker -> "kafka-" + broker.id())
        .findFirst()
        .orElseThrow();
  }

  private void whileSubmitting(String name, Runnable fault) throws InterruptedException {
    Measured measured = new Measured(name);
    String watched = submit(FullYard.task(900));
    yard.midEpoch(watched);
    String salt = name + System.nanoTime() + "-";
    List<String> keys = IntStream.range(0, SUBMISSIONS).mapToObj(i -> salt + i).toList();
    Map<String, String> answered = new ConcurrentHashMap<>();
    try (StreamWatch stream = new StreamWatch(yard.client(), watched)) {
      ExecutorService people = Executors.newFixedThreadPool(2);
      keys.forEach(key -> people.execute(() -> answered.put(key, submitted(key))));
      await().atMost(FullYard.LONG).until(() -> answered.size() >= 3);
      long moment = Measured.now();
      fault.run();
      people.shutdown();
      assertThat(people.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
      measured.say("all 20 are answered after, ms", Measured.since(moment).toMillis());
      await().atMost(FullYard.LONG).ignoreExceptions().until(this::kafkaIsWhole);
      measured.say("Kafka is whole after, ms", Measured.since(moment).toMillis());

      assertThat(answered.values()).hasSize(SUBMISSIONS).doesNotHaveDuplicates();
      keys.forEach(key -> assertThat(submit(SHORT, key)).isEqualTo(answered.get(key)));
      answered.values().forEach(this::wasNeverLost);
      yard.finished(watched);
      wasNeverLost(watched);
      new Invariants(yard).wasToldAll(stream, watched);
      measured.say("gaps declared to a stream", stream.gaps());
    }
  }

  /** As curl does, which does not ask again by itself. */
  private HttpResponse<String> askOnce(String key) {
    return yard.yard()
        .send(
            yard.yard()
                .request("/send_task/mlp")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(SHORT))));
  }

  /** Whoever is told that the outcome is unknown asks again with the same key. */
  private String submitted(String key) {
    return await()
        .atMost(FullYard.LONG)
        .ignoreExceptionsInstanceOf(TrainyardException.class)
        .until(() -> submit(SHORT, key), Objects::nonNull);
  }

  private void wasNeverLost(String run) {
    RunView end = yard.ended(run);
    assertThat(end.state()).as(end.reason()).isEqualTo(RunState.SUCCEEDED);
    assertThat(end.attempts())
        .as("false losses of %s", run)
        .noneMatch(attempt -> attempt.outcome().equals("LOST"));
  }

  private boolean kafkaIsWhole() {
    KafkaStatus kafka = yard.client().cluster().kafkaStatus();
    return kafka.status() == Health.State.UP && kafka.underReplicatedPartitions() == 0;
  }
}
