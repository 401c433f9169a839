package io.trainyard.node.master;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.service.MnistSource;
import io.trainyard.node.time.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether a run's dataset is there, and has MNIST stored once for the first run that wants it.
 * Answers at once; looks things up in the background. Safe for use by any thread.
 */
public final class DatasetGate implements DatasetLookup {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetGate.class);
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** A dataset that was there may have been removed since. */
  private static final Duration TRUSTED = Duration.ofSeconds(5);

  private final Datasets datasets;
  private final Executor background;
  private final Timer timer;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** An answer that is looked up anew after a while, unless that is being done. */
  private record Known(Answer answer, long since) {}

  /**
   * Opens for no dataset yet.
   *
   * @param background runs look-ups and ingests, which block
   */
  public DatasetGate(Datasets datasets, Executor background, Timer timer) {
    this.datasets = datasets;
    this.background = background;
    this.timer = timer;
  }

  @Override
  public Answer ask(String ref) {
    Known before = known.get(ref);
    if (before != null && before.answer() instanceof Answer.Pending pending) {
      return new Answer.Pending(pending.reason() + progress(ref));
    }
    if (before != null && !isStale(before)) {
      return before.answer();
    }
    Answer pending = new Answer.Pending("waits for dataset " + ref + " to be found");
    remember(ref, pending);
    background.execute(() -> look(ref));
    return pending;
  }

  /** How far the storing is, whoever asked for it. */
  private String progress(String ref) {
    return datasets.storing().stream()
        .filter(storing -> storing.name().equals(ref))
        .findFirst()
        .map(storing -> " (" + storing.words() + ")")
        .orElse("");
  }

  private boolean isStale(Known before) {
    long age = timer.nanoTime() - before.since();
    if (before.answer() instanceof Answer.Missing) {
      return age > RETRY.toNanos();
    }
    return before.answer() instanceof Answer.Ready && age > TRUSTED.toNanos();
  }

  private void look(String ref) {
    try {
      remember(ref, new Answer.Ready(datasets.find(ref).id()));
    } catch (TrainyardException e) {
      if (isAbsent(e) && ref.equals(TaskRequest.DEFAULT_DATASET)) {
        store(ref);
      } else {
        missing(ref, e);
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("dataset {} could not be looked up", ref);
      missing(ref, e);
    }
  }

  /** With a node away it may be there all the same; storing it again then changes nothing. */
  private static boolean isAbsent(TrainyardException e) {
    return e.code() == ErrorCode.DATASET_NOT_FOUND || e.code() == ErrorCode.CASSANDRA_UNAVAILABLE;
  }

  private void store(String ref) {
    remember(ref, new Answer.Pending("waits for MNIST, which the master is storing"));
    try {
      remember(ref, new Answer.Ready(datasets.storeMnist(MnistSource.AUTO).id()));
    } catch (RuntimeException e) {
      LOG.atWarn().log("MNIST could not be stored: {}", e.getMessage());
      missing(ref, e);
    }
  }

  private void missing(String ref, RuntimeException why) {
    remember(ref, new Answer.Missing("waits for dataset " + ref + ": " + why.getMessage()));
  }

  private void remember(String ref, Answer answer) {
    known.put(ref, new Known(answer, timer.nanoTime()));
  }
}
