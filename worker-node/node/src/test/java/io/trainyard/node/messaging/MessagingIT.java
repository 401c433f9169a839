package io.trainyard.node.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.cluster.TestRecord;
import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.metrics.MetricNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MessagingIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int OUTAGE = 100;

  @TempDir static Path home;
  private static KafkaAlone kafka;
  private static KafkaAdminProbe probe;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaAlone.start(home);
    probe = new KafkaAdminProbe(kafka.clients(), "node-1", Clock.systemUTC());
  }

  @AfterAll
  static void end() throws Exception {
    probe.close();
    kafka.close();
  }

  @Test
  @Order(1)
  void setsUpTopicsAgainAndTwiceAtOnceWithoutHarm() throws Exception {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    try (Admin admin = kafka.clients().admin("twice")) {
      admin.deleteTopics(List.of(Topics.TEST.topicName())).all().get();
      await()
          .atMost(SOON)
          .until(() -> !admin.listTopics().names().get().contains("trainyard.test"));
      List<CompletableFuture<Void>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(new TopicSetup(admin, 1, timer, System::nanoTime).ensure(SOON));
      }
      both.forEach(CompletableFuture::join);

      ConfigResource journal =
          new ConfigResource(ConfigResource.Type.TOPIC, Topics.JOURNAL.topicName());
      Config config =
          Objects.requireNonNull(admin.describeConfigs(List.of(journal)).all().get().get(journal));
      assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
      assertThat(config.get("retention.ms").value()).isEqualTo("-1");
      assertThat(config.get("flush.messages").value()).isEqualTo("1");
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  @Order(2)
  void saysHowKafkaIs() {
    KafkaStatus status = probe.status();

    assertThat(status.why()).isNull();
    assertThat(status.status()).isEqualTo(Health.State.UP);
    assertThat(status.brokers()).hasSize(1);
    assertThat(status.controller()).isNotNull();
    assertThat(status.topics())
        .extracting(KafkaStatus.Topic::name)
        .containsExactlyElementsOf(Topics.names());
    assertThat(status.lag()).isEqualTo(new KafkaStatus.GroupLag(Topics.WORKER_GROUP, 0, 0));
  }

  @Test
  @Order(2)
  void sendsATestRecordAndSaysWhereItLanded() {
    TestRecord first = probe.sendTestRecord();
    TestRecord second = probe.sendTestRecord();

    assertThat(first.topic()).isEqualTo(Topics.TEST.topicName());
    assertThat(second.offset()).isEqualTo(first.offset() + 1);
    assertThat(second.milliseconds()).isBetween(0.0, 4_000.0);
  }

  @Test
  @Order(2)
  void putsARunsTelemetryIntoOnePartitionFromItsPositionOn() throws Exception {
    try (Telemetry telemetry = new Telemetry(kafka.clients(), meters)) {
      StreamPosition begin = telemetry.metricsPosition("run-7");
      for (int i = 1; i <= 100; i++) {
        telemetry.metric(point("run-7", i));
      }
      assertThat(telemetry.flush(SOON)).isTrue();

      List<ConsumerRecord<String, byte[]>> read = read(Topics.METRICS, begin, 100);
      assertThat(telemetry.metricsPosition("run-7").offset()).isEqualTo(begin.offset() + 100);
      assertThat(read).extracting(ConsumerRecord::key).containsOnly("run-7");
      ConsumerRecord<String, byte[]> last = read.get(99);
      assertThat(
              RecordCodec.decode(
                  last.headers().lastHeader(RecordCodec.HEADER).value(),
                  last.value(),
                  Metric.class))
          .isInstanceOfSatisfying(
              RecordCodec.Decoded.Ours.class,
              ours -> assertThat(((Metric) ours.value()).sequence()).isEqualTo(100));
      assertThat(meters.counter(MetricNames.TELEMETRY_SENT, "topic", "trainyard.metrics").count())
          .isEqualTo(100);
    }
  }

  @Test
  @Order(2)
  void sendsTheNodesOwnLinesAndThoseOfRuns() throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    List<LogLine> heard = new ArrayList<>();
    try (AutoCloseable unused = new KafkaLogAppender("node-1", heard::add).install(context)) {
      LoggerFactory.getLogger("some.Node").atWarn().log("about the node");
      LoggerFactory.getLogger("some.Node")
          .atError()
          .addKeyValue(KafkaLogAppender.RUN_ID, "run-8")
          .addKeyValue(KafkaLogAppender.ATTEMPT, 2)
          .addKeyValue("loss", 0.5)
          .log("about\na run\u001b[2J");
      LoggerFactory.getLogger("org.apache.kafka.clients.Chatter").error("never");
    }

    assertThat(heard).hasSize(2);
    assertThat(heard.get(0).runId()).isNull();
    assertThat(heard.get(1))
        .returns("run-8", LogLine::runId)
        .returns(2, LogLine::attempt)
        .returns(1L, LogLine::sequence)
        .returns("about\na run\u001b[2J loss=0.5", LogLine::message);
  }

  @Test
  @Order(OUTAGE)
  void staysResponsiveWithoutAnyBroker() throws Exception {
    try (Telemetry telemetry = new Telemetry(kafka.clients(), meters)) {
      telemetry.metric(point("run-9", 1));
      telemetry.flush(SOON);
      kafka.box().hold(KafkaAlone.BROKER);
      await().atMost(SOON).until(() -> kafka.box().status(KafkaAlone.BROKER).pid() == null);

      long began = System.nanoTime();
      KafkaStatus status = probe.status();
      Duration asked = since(began);
      began = System.nanoTime();
      assertThatThrownBy(() -> probe.sendTestRecord())
          .isInstanceOfSatisfying(
              TrainyardException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.KAFKA_UNAVAILABLE));
      Duration sent = since(began);
      began = System.nanoTime();
      for (int i = 2; i <= 50_001; i++) {
        telemetry.metric(point("run-9", i));
      }
      Duration said = since(began);

      System.out.printf(
          "no broker: status %s, test record %s, 50,000 points %s%n", asked, sent, said);
      assertThat(status.status()).isEqualTo(Health.State.DOWN);
      assertThat(status.why()).isNotBlank();
      assertThat(asked).isLessThan(Duration.ofSeconds(5));
      assertThat(sent).isLessThan(Duration.ofSeconds(5));
      assertThat(said).isLessThan(Duration.ofSeconds(2));
    }
    assertThat(meters.counter(MetricNames.TELEMETRY_LOST, "topic", "trainyard.metrics").count())
        .isPositive();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static Metric point(String runId, long i) {
    return new Metric.Iteration(
        runId, 1, i, "worker-1", 1, 1, i, 1_000, 0.5, 100, Instant.parse("2026-01-01T00:00:00Z"));
  }

  private static List<ConsumerRecord<String, byte[]>> read(
      Topics topic, StreamPosition from, int count) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic.topicName(), from.partition());
    try (KafkaConsumer<String, byte[]> consumer =
        kafka.clients().consumer("read", Map.of("auto.offset.reset", "none"))) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from.offset());
      await()
          .atMost(SOON)
          .pollInSameThread()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
              });
    }
    return records;
  }
}
