package io.trainyard.node.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.node.messaging.KafkaAlone;
import io.trainyard.node.messaging.KafkaJournal;
import io.trainyard.node.run.Story;
import io.trainyard.node.service.LogStreams.Subscription;
import io.trainyard.node.service.StreamEvent;
import io.trainyard.node.snapshot.Snapshots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What streams tell of changes that lie before the snapshot with which a node began. */
class LiveAfterSnapshotIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path home;

  /** A node's journal and stream, over one file of snapshots. */
  private record Node(KafkaJournal journal, LiveStream live) implements AutoCloseable {
    static Node start(KafkaAlone kafka) throws Exception {
      KafkaJournal journal =
          new KafkaJournal(kafka.clients(), new Snapshots(home.resolve("book"), "journal"));
      LiveStream live =
          new LiveStream(
              kafka.clients(), new JournalStates(journal), new SimpleMeterRegistry(), Yard.LIMITS);
      journal.start().get(SOON.toSeconds(), TimeUnit.SECONDS);
      live.start();
      return new Node(journal, live);
    }

    Listening listen(@Nullable String runId, @Nullable String id) {
      Listening client = new Listening();
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                Subscription unused = live.subscribe(runId, id, client);
              });
      return client;
    }

    void submitted(String runId) {
      journal.propose(Submitted.of(runId, Story.spec(), "hash")).join();
    }

    @Override
    public void close() {
      live.close();
      journal.close();
    }
  }

  @Test
  void yardsStreamDeclaresChangesItMissedAndARunsStreamTellsHowItStands() throws Exception {
    try (KafkaAlone kafka = KafkaAlone.start(home.resolve("box"))) {
      String id;
      try (Node node = Node.start(kafka)) {
        Listening client = node.listen(null, null);
        node.submitted("a");
        await().atMost(SOON).until(() -> client.size() == 1);
        id = client.events().get(0).id();
        node.submitted("b");
        node.journal().propose(new CancelRequested("b")).join();
      }

      try (Node node = Node.start(kafka)) {
        Listening resumed = node.listen(null, id);
        await().atMost(SOON).until(() -> resumed.first(EventJson.GAP).isPresent());
        node.submitted("c");
        await().atMost(SOON).until(() -> resumed.size() == 2);
        assertThat(resumed.events()).extracting(StreamEvent::name).containsExactly("gap", "state");

        Listening fresh = node.listen(null, null);
        node.submitted("d");
        await().atMost(SOON).until(() -> fresh.size() == 1);
        assertThat(fresh.first(EventJson.GAP)).isEmpty();

        Listening ofEnded = node.listen("b", null);
        assertThat(ofEnded.closed.get(SOON.toSeconds(), TimeUnit.SECONDS)).contains("ended");
        assertThat(ofEnded.events())
            .singleElement()
            .extracting(StreamEvent::json)
            .asString()
            .contains("CANCELLED");
      }
    }
  }
}
