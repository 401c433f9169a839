package io.trainyard.node.snapshot;

import io.trainyard.node.run.RunBook;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a snapshot of the book in a file. It is disposable: where it is missing or of no use, the
 * journal is folded from its beginning. The fold's thread calls; writing has a thread of its own
 * and begins from an immutable book.
 */
public final class Snapshots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  /** So many entries may have to be folded again at a start: well below a second. */
  private static final int EVERY = 2_000;

  private static final Duration LAST_WRITE = Duration.ofSeconds(5);

  private final Path file;
  private final String journal;
  private final AtomicBoolean writing = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "snapshot");
            made.setDaemon(true);
            return made;
          });
  private long saved = -1;

  /**
   * Keeps them of one journal.
   *
   * @param file written beside and moved into place; its folder is made when missing
   * @param journal the topic's id
   */
  public Snapshots(Path file, String journal) {
    this.file = file;
    this.journal = journal;
  }

  /**
   * The book of the snapshot, if there is one that can be used.
   *
   * @param end the journal's end: the offset of its next record
   */
  public Optional<RunBook> load(long end) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      RunBook book = SnapshotCodec.read(in, journal);
      if (book.offset() >= end) {
        throw new SnapshotCodec.UselessException("it lies beyond the journal's end");
      }
      saved = book.offset();
      return Optional.of(book);
    } catch (IOException | RuntimeException e) {
      LOG.atWarn()
          .log("the snapshot {} is not used and the journal folded anew: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /** The newest book; now and then it is written, in the background. */
  public void folded(RunBook book) {
    if (book.offset() - saved >= EVERY && writing.compareAndSet(false, true)) {
      saved = book.offset();
      thread.execute(() -> save(book));
    }
  }

  private void save(RunBook book) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
        SnapshotCodec.write(book, journal, out);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().log("the snapshot {} could not be written: {}", file, e.toString());
    } finally {
      writing.set(false);
    }
  }

  /** Writes the last book, unless it is written; waits for that at most 5 s. */
  public void end(RunBook book) {
    if (book.offset() > saved) {
      saved = book.offset();
      thread.execute(() -> save(book));
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("the last snapshot was not written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
