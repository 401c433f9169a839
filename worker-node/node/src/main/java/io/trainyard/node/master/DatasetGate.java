package io.trainyard.node.master;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.service.MnistSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether a run's dataset is there, and has MNIST stored once for the first run that wants it.
 * Answers at once; looks things up in the background. Safe for use by any thread.
 */
public final class DatasetGate {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetGate.class);
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** A dataset that was there may have been removed since. */
  private static final Duration TRUSTED = Duration.ofSeconds(5);

  private final Datasets datasets;
  private final Executor background;
  private final LongSupplier nanoTime;
  private final Runnable onReady;
  private final Map<String, Answer> known = new ConcurrentHashMap<>();

  /** What the gate says of a dataset. */
  public sealed interface Answer {
    /** It is there; looked up anew after a while. */
    record Ready(String datasetId, long since) implements Answer {}

    /** It is being looked for or stored. */
    record Pending(String reason) implements Answer {}

    /** It cannot be had just now; tried again after a while. */
    record Missing(String reason, long since) implements Answer {}
  }

  /**
   * Opens for no dataset yet.
   *
   * @param background runs look-ups and ingests, which block
   * @param onReady called when a dataset has become ready
   */
  public DatasetGate(
      Datasets datasets, Executor background, LongSupplier nanoTime, Runnable onReady) {
    this.datasets = datasets;
    this.background = background;
    this.nanoTime = nanoTime;
    this.onReady = onReady;
  }

  public Answer ask(String ref) {
    Answer answer = known.get(ref);
    if (answer != null && !isStale(answer)) {
      return answer;
    }
    Answer pending = new Answer.Pending("waits for dataset " + ref + " to be found");
    known.put(ref, pending);
    background.execute(() -> look(ref));
    return pending;
  }

  private boolean isStale(Answer answer) {
    long now = nanoTime.getAsLong();
    if (answer instanceof Answer.Missing missing) {
      return now - missing.since() > RETRY.toNanos();
    }
    return answer instanceof Answer.Ready ready && now - ready.since() > TRUSTED.toNanos();
  }

  private void look(String ref) {
    try {
      known.put(ref, ready(datasets.find(ref).id()));
      onReady.run();
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
    known.put(ref, new Answer.Pending("waits for MNIST, which the master is storing"));
    try {
      known.put(ref, ready(datasets.storeMnist(MnistSource.AUTO).id()));
      onReady.run();
    } catch (RuntimeException e) {
      LOG.atWarn().log("MNIST could not be stored: {}", e.getMessage());
      missing(ref, e);
    }
  }

  private Answer ready(String datasetId) {
    return new Answer.Ready(datasetId, nanoTime.getAsLong());
  }

  private void missing(String ref, RuntimeException why) {
    String reason = "waits for dataset " + ref + ": " + why.getMessage();
    known.put(ref, new Answer.Missing(reason, nanoTime.getAsLong()));
  }
}
