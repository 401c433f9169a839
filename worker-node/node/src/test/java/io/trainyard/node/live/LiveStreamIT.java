package io.trainyard.node.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.messaging.RunPartition;
import io.trainyard.node.service.LogStreams.Subscription;
import io.trainyard.node.service.StreamEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStreamIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path home;
  private static Yard yard;

  @BeforeAll
  static void start() throws Exception {
    yard = Yard.start(home);
    await().atMost(SOON).until(() -> accepts(null));
  }

  @AfterAll
  static void end() throws Exception {
    yard.close();
  }

  @Test
  void replaysAnEndedRunFromItsStartAndCloses() throws Exception {
    Owner owner = yard.running("ended");
    say("ended", 1, 700);
    yard.succeed("ended", owner);

    Listening client = listen("ended", null);

    assertThat(client.closed.get(20, TimeUnit.SECONDS)).contains("ended");
    assertThat(sequences(client, null)).containsExactlyElementsOf(upTo(700));
    assertThat(sequences(client, EventJson.METRIC)).containsExactlyElementsOf(upTo(700));
    assertThat(states(client))
        .containsExactly("QUEUED", "STARTING", "STARTING", "RUNNING", "SUCCEEDED");
    assertThat(names(client)).endsWith("state", "result");
  }

  @Test
  void followsARunFromTheQueueToItsEnd() throws Exception {
    yard.submitted("followed");
    Listening client = listen("followed", null);
    await().atMost(SOON).until(() -> client.size() == 1);
    Owner owner = yard.attempt("followed", 1, 0);
    say("followed", 1, 50);
    yard.succeed("followed", owner);

    client.closed.get(20, TimeUnit.SECONDS);

    assertThat(sequences(client, EventJson.METRIC)).containsExactlyElementsOf(upTo(50));
    assertThat(names(client)).endsWith("state", "result");
    Listening again = listen("followed", last(client).id());
    again.closed.get(20, TimeUnit.SECONDS);
    assertThat(again.events()).isEmpty();
  }

  @Test
  void losesAndDoublesNothingOverFiftyReconnects() throws Exception {
    yard.running("resumed");
    Random random = new Random(7);
    String id = null;
    List<StreamEvent> seen = new ArrayList<>();
    for (int round = 0; round < 50; round++) {
      int wanted = 1 + random.nextInt(60);
      for (int i = 1; i <= 30; i++) {
        yard.telemetry.log(Yard.line("resumed", 1, round * 30L + i));
        yard.telemetry.metric(Yard.point("resumed", 1, round * 30L + i));
      }
      List<StreamEvent> part = take("resumed", id, wanted);
      seen.addAll(part);
      id = part.get(part.size() - 1).id();
    }
    int missing = 4 + 2 * 1_500 - seen.size();
    seen.addAll(take("resumed", id, missing));

    assertThat(sequences(seen, null)).containsExactlyElementsOf(upTo(1_500));
    assertThat(sequences(seen, EventJson.METRIC)).containsExactlyElementsOf(upTo(1_500));
    assertThat(seen).hasSize(3_004).extracting(StreamEvent::id).doesNotHaveDuplicates();
  }

  @Test
  void keepsGoodClientsFastBesideAStalledOne() throws Exception {
    yard.running("busy");
    Listening stalled =
        new Listening() {
          @Override
          public boolean ready() {
            return size() < 10;
          }
        };
    yard.live.subscribe("busy", null, stalled);
    List<Listening> good = Stream.generate(Listening::new).limit(5).toList();
    good.forEach(client -> yard.live.subscribe("busy", null, client));
    int lines = 20_000;
    long began = System.nanoTime();

    for (int i = 1; i <= lines; i++) {
      yard.telemetry.log(Yard.line("busy", 1, i));
      if (i % 2_000 == 0) {
        assertThat(yard.telemetry.flush(SOON)).isTrue();
      }
    }
    long sent = System.nanoTime();
    await().atMost(SOON).until(() -> good.stream().allMatch(c -> c.named(null).size() == lines));
    long done = System.nanoTime();

    good.forEach(c -> assertThat(sequences(c, null)).containsExactlyElementsOf(upTo(lines)));
    System.out.printf(
        "20,000 lines: sent in %d ms, the last of five clients had all %d ms later%n",
        (sent - began) / 1_000_000, (done - sent) / 1_000_000);
    assertThat(stalled.brokenOff.get(20, TimeUnit.SECONDS)).contains("took nothing");
    assertThat(names(stalled)).hasSize(11).endsWith("gap");
    List<StreamEvent> rest = take("busy", last(stalled).id(), lines + 4 - 10);
    List<StreamEvent> all = new ArrayList<>(stalled.events().subList(0, 10));
    all.addAll(rest);
    assertThat(sequences(all, null)).containsExactlyElementsOf(upTo(lines));
  }

  @Test
  void keepsUpWithASlowClientWithoutLosingLines() throws Exception {
    yard.running("slow");
    CountDownLatch open = new CountDownLatch(1);
    Listening slow =
        new Listening() {
          @Override
          public boolean ready() {
            return open.getCount() == 0;
          }
        };
    yard.live.subscribe("slow", null, slow);
    say("slow", 1, 3_000);

    open.countDown();

    await().atMost(SOON).until(() -> slow.size() >= 6_004);
    assertThat(sequences(slow, null)).containsExactlyElementsOf(upTo(3_000));
    assertThat(sequences(slow, EventJson.METRIC)).containsExactlyElementsOf(upTo(3_000));
  }

  @Test
  void tellsAMetricWithinAQuarterOfASecond() throws Exception {
    yard.running("quick");
    List<Long> nanos = new ArrayList<>();
    List<CountDownLatch> arrivals = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      arrivals.add(new CountDownLatch(1));
    }
    Listening client =
        new Listening(
            event -> {
              if (EventJson.METRIC.equals(event.name())) {
                arrivals.get((int) sequence(event) - 1).countDown();
              }
            });
    yard.live.subscribe("quick", null, client);
    await().atMost(SOON).until(() -> client.size() == 4);

    for (int i = 1; i <= 100; i++) {
      long began = System.nanoTime();
      yard.telemetry.metric(Yard.point("quick", 1, i));
      assertThat(arrivals.get(i - 1).await(5, TimeUnit.SECONDS)).isTrue();
      nanos.add(System.nanoTime() - began);
    }

    List<Long> sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "metric to subscriber: median %.1f ms, p99 %.1f ms%n",
        sorted.get(50) / 1e6, sorted.get(98) / 1e6);
  }

  @Test
  void doesNotTellWhatALostAttemptSaid() throws Exception {
    Owner lost = yard.running("twice");
    say("twice", 1, 20);
    // What Kafka has not got before the next attempt starts does not count.
    assertThat(yard.telemetry.flush(SOON)).isTrue();
    yard.append(new CheckpointSaved("twice", 1, lost, new Checkpoint("c", 1, 1, 10, null)));
    yard.append(new AttemptLost("twice", 1, lost, "WORKER_LOST"));
    yard.attempt("twice", 2, 10);
    yard.telemetry.log(Yard.line("twice", 1, 21));
    yard.telemetry.metric(Yard.point("twice", 1, 21));
    for (int i = 11; i <= 15; i++) {
      yard.telemetry.metric(Yard.point("twice", 2, i));
      yard.telemetry.log(Yard.line("twice", 2, i));
    }

    Listening client = listen("twice", null);

    await()
        .atMost(SOON)
        .until(
            () -> client.named(null).size() == 25 && client.named(EventJson.METRIC).size() == 15);
    assertThat(sequences(client, EventJson.METRIC)).containsExactlyElementsOf(upTo(15));
    assertThat(sequences(client, null))
        .containsExactlyElementsOf(
            LongStream.concat(LongStream.rangeClosed(1, 20), LongStream.rangeClosed(11, 15))
                .boxed()
                .toList());
  }

  @Test
  void showsTheWholeYardFromNowOnAndResumesIt() throws Exception {
    yard.running("yard-a");
    say("yard-a", 1, 3);
    yard.telemetry.flush(SOON);
    Listening first = new Listening();
    try (Subscription unused = yard.live.subscribe(null, null, first)) {
      yard.telemetry.log(Yard.line("yard-a", 1, 4));
      await().atMost(SOON).until(() -> first.named(null).stream().anyMatch(e -> is(e, 4)));
    }
    yard.submitted("yard-b");
    yard.telemetry.log(Yard.line("yard-a", 1, 5));

    Listening second = listen(null, last(first).id());

    await().atMost(SOON).until(() -> second.size() >= 2);
    assertThat(states(second)).containsExactly("QUEUED");
    assertThat(sequences(second, null)).containsExactly(5L);
  }

  @Test
  void refusesWhatIsNoIdAndBeginsAnewForAStrangersId() throws Exception {
    yard.running("mine");
    yard.running("other");
    say("mine", 1, 5);
    StreamEvent foreign = take("other", null, 4).get(3);
    for (String forged : List.of("", "x", "1-zz-0", "1-00000000-" + "z".repeat(400), "2-0-0\n")) {
      assertThatThrownBy(() -> listen("mine", forged))
          .isInstanceOf(TrainyardException.class)
          .hasFieldOrPropertyWithValue("problem.code.status", 400);
    }
    assertThatThrownBy(() -> listen("no-such-run", null)).isInstanceOf(TrainyardException.class);
    String[] own = take("mine", null, 4).get(3).id().split("-", -1);
    String ahead = own[0] + "-" + own[1] + "-1.zzzzzzzz.zzzzzzzz";

    for (String id : List.of(foreign.id(), ahead, own[0] + "-" + own[1] + "-1")) {
      Listening client = listen("mine", id);
      await().atMost(SOON).until(() -> client.named(null).size() == 5);
      assertThat(names(client)).startsWith("reset").containsOnlyOnce("reset");
      assertThat(sequences(client, null)).containsExactlyElementsOf(upTo(5));
    }
  }

  @Test
  void declaresWhatKafkaNoLongerKeeps() throws Exception {
    yard.running("old");
    say("old", 1, 40);
    yard.telemetry.flush(SOON);
    int partition = RunPartition.of(Topics.LOGS, "old");
    TopicPartition logs = new TopicPartition(Topics.LOGS.topicName(), partition);
    long keep = yard.telemetry.logsPosition("old").offset() - 10;
    try (Admin admin = yard.kafka.clients().admin("delete")) {
      admin.deleteRecords(Map.of(logs, RecordsToDelete.beforeOffset(keep))).all().get();
    }

    Listening client = listen("old", null);

    await().atMost(SOON).until(() -> client.named(null).size() == 10);
    assertThat(client.first(EventJson.GAP)).isPresent();
    assertThat(client.first(EventJson.GAP).orElseThrow().json())
        .contains("\"to\":" + keep)
        .contains(Topics.LOGS.topicName());
    assertThat(sequences(client, EventJson.METRIC)).hasSize(40);
  }

  private static void say(String runId, int attempt, int count) {
    for (int i = 1; i <= count; i++) {
      yard.telemetry.log(Yard.line(runId, attempt, i));
      yard.telemetry.metric(Yard.point(runId, attempt, i));
    }
  }

  private static boolean accepts(@Nullable String runId) {
    try (Subscription unused = yard.live.subscribe(runId, null, new Listening())) {
      return true;
    } catch (TrainyardException e) {
      return false;
    }
  }

  private static Listening listen(@Nullable String runId, @Nullable String id) {
    Listening client = new Listening();
    yard.live.subscribe(runId, id, client);
    return client;
  }

  /** The next so many events after the id. */
  private static List<StreamEvent> take(String runId, @Nullable String id, int count) {
    Listening client = new Listening();
    try (Subscription unused = yard.live.subscribe(runId, id, client)) {
      await().atMost(SOON).until(() -> client.size() >= count);
    }
    return client.events().subList(0, count);
  }

  private static StreamEvent last(Listening client) {
    List<StreamEvent> events = client.events();
    return events.get(events.size() - 1);
  }

  private static List<String> names(Listening client) {
    return client.events().stream().map(e -> e.name() == null ? "message" : e.name()).toList();
  }

  private static List<String> states(Listening client) {
    return client.named(EventJson.STATE).stream().map(e -> field(e, "state")).toList();
  }

  private static List<Long> sequences(Listening client, @Nullable String name) {
    return sequences(client.events(), name);
  }

  private static List<Long> sequences(List<StreamEvent> events, @Nullable String name) {
    return events.stream()
        .filter(e -> name == null ? e.name() == null : name.equals(e.name()))
        .map(LiveStreamIT::sequence)
        .toList();
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static boolean is(StreamEvent event, long sequence) {
    return sequence(event) == sequence;
  }

  private static long sequence(StreamEvent event) {
    return Long.parseLong(field(event, "sequence"));
  }

  private static String field(StreamEvent event, String name) {
    try {
      return Json.tree(event.json().getBytes(StandardCharsets.UTF_8)).path(name).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
