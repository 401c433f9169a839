package io.trainyard.node.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.engine.runtime.NativeReport;
import io.trainyard.node.dataset.DatasetSource;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.messaging.Telemetry;
import io.trainyard.node.store.BlobStore;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns with the engine from the stored data, one run at a time on a thread of its own. */
public final class EngineLearner implements Learner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLearner.class);

  private final Tools tools;
  private final String device;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> NamedThreads.daemon("run", task));

  /** What every learning of this worker uses. */
  record Tools(
      String workerId,
      DatasetSource data,
      BlobStore blobs,
      Telemetry telemetry,
      MeterRegistry meters,
      Clock clock,
      ExecutorService background) {}

  /**
   * Takes a warm engine.
   *
   * @param engine what the warm-up found
   */
  public EngineLearner(
      String workerId,
      DatasetSource data,
      BlobStore blobs,
      Telemetry telemetry,
      MeterRegistry meters,
      Clock clock,
      NativeReport engine) {
    ExecutorService background =
        Executors.newSingleThreadExecutor(task -> NamedThreads.daemon("checkpoint", task));
    this.tools = new Tools(workerId, data, blobs, telemetry, meters, clock, background);
    this.device = device(engine);
    engine.warnings().forEach(LOG::warn);
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public Learning start(Assignment assignment, LearningEvents events) {
    EngineLearning learning = new EngineLearning(assignment, events, tools);
    thread.execute(learning);
    return learning;
  }

  /** Whatever still learns ends with the process. */
  @Override
  public void close() {
    thread.shutdown();
    tools.background().shutdown();
  }

  private static String device(NativeReport engine) {
    return String.format(
        Locale.ROOT,
        "CPU, %d maths thread%s, %s%s",
        engine.mathsThreads(),
        engine.mathsThreads() == 1 ? "" : "s",
        engine.blas(),
        engine.oneDnn() ? ", oneDNN" : "");
  }
}
