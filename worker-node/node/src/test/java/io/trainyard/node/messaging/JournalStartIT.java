package io.trainyard.node.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptOpened;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Story;
import io.trainyard.node.run.Verdict;
import io.trainyard.node.snapshot.Snapshots;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** How a node begins over a journal of many old runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JournalStartIT {
  private static final int RUNS = 10_000;
  private static final int CHECKPOINTS = 5;
  private static final Owner OWNER = new Owner("worker-1", 0);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path home;
  private static KafkaAlone kafka;
  private static String journalId;
  private static Path file;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaAlone.start(home.resolve("box"));
    file = home.resolve("node/book.snapshot");
    try (Admin admin = kafka.clients().admin("id")) {
      String name = Topics.JOURNAL.topicName();
      TopicDescription journal =
          admin.describeTopics(List.of(name)).topicNameValues().values().iterator().next().get();
      journalId = journal.topicId().toString();
    }
    writeOldRuns();
  }

  @AfterAll
  static void end() throws Exception {
    kafka.close();
  }

  @Test
  @Order(1)
  void foldsEverythingWithoutASnapshotAndLeavesOne() throws Exception {
    RunBook book = begin("the whole journal", journal -> {});

    assertThat(book.runs()).hasSize(RUNS);
    assertThat(book.newestFirst().limit(1)).first().returns("run-9999", run -> run.id());
    assertThat(file).exists();
  }

  @Test
  @Order(2)
  void beginsWhereTheSnapshotEnds() throws Exception {
    List<Long> told = new ArrayList<>();
    List<Long> restored = new ArrayList<>();
    Journal.Listener listener =
        new Journal.Listener() {
          @Override
          public void folded(Entry entry, Verdict verdict, RunBook book) {
            told.add(entry.offset());
          }

          @Override
          public void restored(RunBook book) {
            restored.add(book.offset());
          }
        };

    RunBook book = begin("a snapshot", journal -> journal.listen(listener));

    assertThat(book.runs()).hasSize(RUNS);
    assertThat(book.runs().values()).allMatch(run -> run.state() == RunState.SUCCEEDED);
    assertThat(restored).containsExactly(book.offset());
    assertThat(told).isEmpty();
  }

  @Test
  @Order(3)
  void proposesAndReadsBackOnTopOfASnapshot() throws Exception {
    try (KafkaJournal journal = new KafkaJournal(kafka.clients(), new Snapshots(file, journalId))) {
      journal.start().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

      Journal.Read read = journal.propose(Submitted.of("new", Story.spec(), "hash")).join();

      assertThat(read.verdict().counted()).isTrue();
      assertThat(read.book().runs()).hasSize(RUNS + 1);
    }
  }

  @Test
  @Order(4)
  void neverKeepsABookFromBeyondARecordItCannotRead() throws Exception {
    byte[] before = Files.readAllBytes(file);
    try (KafkaProducer<String, byte[]> producer =
        kafka.clients().producer("newer", Duration.ofSeconds(8))) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(
              Topics.JOURNAL.topicName(), 0, null, "{}".getBytes(StandardCharsets.UTF_8));
      record.headers().add(RecordCodec.HEADER, "2".getBytes(StandardCharsets.US_ASCII));
      producer.send(record).get();
    }

    for (int start = 0; start < 2; start++) {
      begin("a newer record", journal -> assertThat(journal.needsUpgrade()).isFalse());
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
  }

  /** Folds to the end and closes. */
  private static RunBook begin(String over, Consumer<KafkaJournal> before) throws Exception {
    try (KafkaJournal journal = new KafkaJournal(kafka.clients(), new Snapshots(file, journalId))) {
      before.accept(journal);
      long began = System.nanoTime();
      RunBook book = journal.start().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      System.out.printf(
          "start over %s: offset %d in %d ms%n",
          over, book.offset(), (System.nanoTime() - began) / 1_000_000);
      if (over.equals("a newer record")) {
        assertThat(journal.needsUpgrade()).isTrue();
      }
      return book;
    }
  }

  private static void writeOldRuns() {
    RecordSender sender =
        new RecordSender(kafka.clients().producer("old-runs", LIMIT), "old-runs-send");
    List<CompletableFuture<?>> sent = new ArrayList<>();
    sent.add(send(sender, new WorkerStarted("worker-1", "http://127.0.0.1:8000", 1)));
    for (int i = 0; i < RUNS; i++) {
      for (JournalEvent event : history("run-" + i)) {
        sent.add(send(sender, event));
      }
    }
    sent.forEach(CompletableFuture::join);
    sender.close();
  }

  private static CompletableFuture<?> send(RecordSender sender, JournalEvent event) {
    String key = event instanceof RunEvent ofRun ? ofRun.runId() : null;
    return sender.send(Topics.JOURNAL, 0, key, event);
  }

  private static List<JournalEvent> history(String id) {
    List<JournalEvent> events = new ArrayList<>();
    events.add(Submitted.of(id, Story.spec(), "hash"));
    events.add(new AttemptOpened(id, 1, "worker-1", "dataset"));
    events.add(new Claimed(id, 1, OWNER));
    events.add(new Started(id, 1, OWNER, 0, Story.START, Story.START));
    for (int k = 1; k <= CHECKPOINTS; k++) {
      events.add(
          new CheckpointSaved(id, 1, OWNER, new Checkpoint("c" + k, 4_000_000, k, 400L * k, 0.9)));
    }
    events.add(new Succeeded(id, 1, OWNER, Story.result()));
    return events;
  }
}
