package io.trainyard.node.messaging;

import io.trainyard.contract.codec.RecordCodec;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Reducer;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import io.trainyard.node.snapshot.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal from its beginning, or from where a snapshot ends, and folds it, on one thread
 * of its own.
 */
final class JournalReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
  private static final TopicPartition JOURNAL = new TopicPartition(Topics.JOURNAL.topicName(), 0);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(7);

  private final KafkaConsumer<String, byte[]> consumer;
  private final @Nullable Snapshots snapshots;
  private final Thread thread;
  private final List<Journal.Listener> listeners = new CopyOnWriteArrayList<>();
  private final Readers waiting = new Readers();
  private final AtomicLong skipped = new AtomicLong();
  private final CompletableFuture<RunBook> caughtUp = new CompletableFuture<>();
  private volatile RunBook book = RunBook.EMPTY;
  private volatile boolean upgradeNeeded;
  private volatile boolean closed;
  private volatile long lag;

  JournalReader(KafkaConsumer<String, byte[]> consumer, @Nullable Snapshots snapshots) {
    this.consumer = consumer;
    this.snapshots = snapshots;
    this.thread = NamedThreads.daemon("journal-fold", this::run);
  }

  /** Begins; the result is the book as of the journal's end at the time of the call. */
  CompletableFuture<RunBook> start() {
    thread.start();
    return caughtUp;
  }

  RunBook book() {
    return book;
  }

  CompletableFuture<RunBook> folded(long offset) {
    return waiting.reached(offset);
  }

  /** What the event at this offset came to. */
  CompletableFuture<Journal.Read> read(long offset) {
    return waiting.read(offset);
  }

  void listen(Journal.Listener listener) {
    listeners.add(listener);
  }

  boolean needsUpgrade() {
    return upgradeNeeded;
  }

  /** How many records of the journal are known and not folded yet. */
  long lag() {
    return lag;
  }

  private void run() {
    consumer.assign(List.of(JOURNAL));
    consumer.seekToBeginning(List.of(JOURNAL));
    long end = -1;
    while (!closed) {
      try {
        if (end < 0) {
          end = consumer.endOffsets(List.of(JOURNAL)).getOrDefault(JOURNAL, 0L);
          restore(end);
        }
        consumer.poll(POLL).forEach(this::fold);
        lag = consumer.currentLag(JOURNAL).orElse(0);
        if (!caughtUp.isDone() && consumer.position(JOURNAL) >= end) {
          caughtUp.complete(book);
        }
        keep();
      } catch (WakeupException | InterruptException e) {
        LOG.debug("journal reading was interrupted to close");
      } catch (KafkaException e) {
        LOG.atWarn().setCause(e).log("the journal cannot be read just now; trying again");
      }
    }
    consumer.close(CloseOptions.timeout(CLOSE));
    endSnapshots();
  }

  private void restore(long end) {
    if (snapshots == null) {
      return;
    }
    snapshots
        .load(end)
        .ifPresent(
            restored -> {
              book = restored;
              waiting.begin(restored);
              listeners.forEach(listener -> listener.restored(restored));
              consumer.seek(JOURNAL, restored.offset() + 1);
            });
  }

  /** Beyond a record that this version cannot read, its book is worth nothing. */
  private void keep() {
    if (snapshots != null && caughtUp.isDone() && !upgradeNeeded) {
      snapshots.folded(book);
    }
  }

  private void endSnapshots() {
    if (snapshots == null) {
      return;
    }
    if (caughtUp.isDone() && !upgradeNeeded) {
      snapshots.end(book);
    }
    snapshots.close();
  }

  private void fold(ConsumerRecord<String, byte[]> record) {
    RecordCodec.Decoded<JournalEvent> decoded = JournalRecords.decode(record);
    if (decoded instanceof RecordCodec.Decoded.Ours<JournalEvent> ours) {
      apply(JournalRecords.entry(record, ours.value()));
    } else {
      pass(record.offset(), decoded);
    }
  }

  private void apply(Entry entry) {
    Reducer.Fold fold = Reducer.apply(book, entry);
    book = fold.book();
    for (Journal.Listener listener : listeners) {
      tell(listener, entry, fold.verdict());
    }
    waiting.advance(new Journal.Read(entry.offset(), fold.verdict(), fold.book()));
  }

  /** A listener's fault is its own: the fold goes on. */
  private void tell(Journal.Listener listener, Entry entry, Verdict verdict) {
    try {
      listener.folded(entry, verdict, book);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("offset", entry.offset()).log("a listener failed");
    }
  }

  private void pass(long offset, RecordCodec.Decoded<JournalEvent> record) {
    book = book.at(offset);
    if (record instanceof RecordCodec.Decoded.Unreadable<JournalEvent> unreadable) {
      upgradeNeeded = true;
      LOG.atError().addKeyValue("offset", offset).log("UPGRADE NEEDED: {}", unreadable.why());
    } else {
      LOG.atWarn()
          .addKeyValue("offset", offset)
          .log("skipped a journal record that is not ours, {} so far", skipped.incrementAndGet());
    }
    waiting.advance(new Journal.Read(offset, new Verdict.Ignored("not readable"), book));
  }

  @Override
  public void close() {
    closed = true;
    if (thread.isAlive()) {
      consumer.wakeup();
      awaitEnd();
    } else {
      consumer.close(CloseOptions.timeout(CLOSE));
    }
    waiting.close();
  }

  /** The last snapshot is written by the folding thread, which ends soon. */
  private void awaitEnd() {
    try {
      thread.join(END.toMillis());
      if (thread.isAlive()) {
        LOG.atWarn().log("the folding of the journal did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
