package io.trainyard.node.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent.Annotated;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.Removed;
import io.trainyard.contract.journal.JournalEvent.SteerApplied;
import io.trainyard.contract.journal.JournalEvent.SteerRequested;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.SteerKey;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Story;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
  private static final String JOURNAL = "journal-1";
  private static final Checkpoint SAVED = new Checkpoint("c", 100, 1, 50, 0.9);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("deep/book.snapshot");
  }

  @Test
  void bookComesBackWithEverythingInIt() {
    RunBook book = eventful().book();
    save(book, JOURNAL);

    assertThat(new Snapshots(file, JOURNAL).load(book.offset() + 1)).contains(book);
  }

  @Test
  void withoutAFileThereIsNone() {
    assertThat(new Snapshots(file, JOURNAL).load(10)).isEmpty();
  }

  @Test
  void snapshotOfAnotherClustersJournalIsNotUsed() {
    RunBook book = eventful().book();
    save(book, JOURNAL);

    assertThat(new Snapshots(file, "journal-2").load(book.offset() + 1)).isEmpty();
  }

  @Test
  void snapshotBeyondTheJournalsEndIsNotUsed() {
    RunBook book = eventful().book();
    save(book, JOURNAL);

    assertThat(new Snapshots(file, JOURNAL).load(book.offset())).isEmpty();
  }

  @Test
  void snapshotOfAnotherReducerIsNotUsed() throws IOException {
    RunBook book = eventful().book();
    save(book, JOURNAL);
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("\"reducer\":\\d+", "\"reducer\":0"));

    assertThat(new Snapshots(file, JOURNAL).load(book.offset() + 1)).isEmpty();
  }

  @Test
  void damagedSnapshotIsNotUsed() throws IOException {
    RunBook book = eventful().book();
    save(book, JOURNAL);
    byte[] good = Files.readAllBytes(file);
    String text = new String(good, StandardCharsets.UTF_8);

    for (String bad :
        List.of(
            "",
            "not JSON",
            text.substring(0, text.length() / 2),
            text.replaceFirst("the disk broke", "the disk brake"))) {
      Files.writeString(file, bad);
      assertThat(new Snapshots(file, JOURNAL).load(book.offset() + 1)).isEmpty();
    }
  }

  @Test
  void isWrittenOnlyNowAndThen() {
    Story story = new Story().submitted("a");
    Snapshots snapshots = new Snapshots(file, JOURNAL);

    snapshots.folded(story.book());
    snapshots.close();

    assertThat(file).doesNotExist();
  }

  private void save(RunBook book, String journal) {
    try (Snapshots snapshots = new Snapshots(file, journal)) {
      snapshots.end(book);
    }
    assertThat(file).exists();
    assertThat(file.resolveSibling("book.snapshot.new")).doesNotExist();
  }

  /** Every phase, and whatever a run can carry. */
  private static Story eventful() {
    Story story = new Story();
    Owner one = story.worker("worker-1");
    story.submitted("queued").submitted("open").opened("open", 1);
    story
        .running("owned", one)
        .then(new SteerRequested("owned", SteerKey.LEARNING_RATE, 0.01))
        .then(new CheckpointSaved("owned", 1, one, SAVED));
    story.then(
        new SteerApplied(
            "owned", 1, one, story.run("owned").steering().requests().get(0).request(), 60));
    story.then(new Annotated("owned", "name", List.of("tag"), "notes", true));
    story.submitted("paused").then(new PauseRequested("paused"));
    story.running("succeeded", one).then(new Succeeded("succeeded", 1, one, Story.result()));
    story
        .running("failed", one)
        .then(new Failed("failed", 1, one, new RunError("IO", "the disk broke"), 7));
    story.submitted("gone").then(new CancelRequested("gone")).then(new Removed("gone"));
    story.submitted("cancelled").then(new CancelRequested("cancelled"));
    return story.then(
        new Submitted(
            "child",
            Story.spec(),
            "hash",
            new Lineage("succeeded", Lineage.Kind.CONTINUE),
            SAVED,
            3));
  }
}
