package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.TaskRequest;
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

/** T4, T18: one broker of three goes or stands still while runs are submitted and learn. */
@Tag("fault")
class BrokerLossIT extends FaultTest {
  private static final int SUBMISSIONS = 20;
  private static final TaskRequest SHORT = FullYard.task(1);
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
