package io.trainyard.node.worker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.cluster.WorkerView;
import io.trainyard.contract.topic.Topics;
import io.trainyard.node.messaging.KafkaClients;
import io.trainyard.node.messaging.KafkaJournal;
import io.trainyard.node.messaging.RecordSender;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.service.WorkerStatus;
import io.trainyard.node.time.SystemTimer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of a worker: the core with Kafka and threads around it. */
public final class Worker implements WorkerStatus, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration DELIVERY = Duration.ofSeconds(4);
  private static final Duration HAND_OVER = Duration.ofSeconds(13);

  private final SystemTimer timer;
  private final RecordSender sender;
  private final WorkerCore core;
  private final Inbox inbox;
  private final Learner learner;
  private final Clock clock;

  /**
   * Announces the process in the journal. Blocks until that is read back.
   *
   * @param address where this worker's REST answers
   * @param process ends the process, when a newer one has appeared or a run does not stop
   */
  public static Worker announce(
      String workerId,
      String address,
      KafkaClients clients,
      KafkaJournal journal,
      Learner learner,
      Clock clock,
      ProcessEnd process,
      MeterRegistry meters) {
    SystemTimer timer = new SystemTimer("worker");
    RecordSender sender =
        new RecordSender(clients.producer("heartbeat", DELIVERY), "heartbeat-send");
    WorkerPorts ports =
        new WorkerPorts(
            journal,
            journal,
            timer,
            beat -> sender.send(Topics.HEARTBEATS, 0, beat.owner().workerId(), beat),
            learner,
            clock,
            process);
    WorkerCore core =
        WorkerCore.announce(ports, workerId, address, ProcessHandle.current().pid()).join();
    measure(core, meters);
    return new Worker(timer, sender, core, clients, learner, clock);
  }

  private Worker(
      SystemTimer timer,
      RecordSender sender,
      WorkerCore core,
      KafkaClients clients,
      Learner learner,
      Clock clock) {
    this.timer = timer;
    this.sender = sender;
    this.core = core;
    this.learner = learner;
    this.clock = clock;
    this.inbox =
        new Inbox(clients, core.owner().workerId(), core::offer, core::reads, core::fenced);
  }

  private static void measure(WorkerCore core, MeterRegistry meters) {
    Gauge.builder(MetricNames.JOURNAL_LAG, core, WorkerCore::journalLag).register(meters);
    Gauge.builder(MetricNames.JOURNAL_REACHED, core, c -> c.hasJournal() ? 1 : 0).register(meters);
    FunctionCounter.builder(MetricNames.RUN_SUSPENDED, core, WorkerCore::suspendedSeconds)
        .register(meters);
  }

  /** Joins the group; no run is taken before {@link #open}. */
  public void start() {
    inbox.start();
    core.start();
  }

  /** The engine is warm: runs may come. */
  public void open() {
    core.open();
  }

  @Override
  public WorkerView status() {
    return new WorkerView(
        "UP",
        core.owner().workerId(),
        core.address(),
        learner.device(),
        1,
        core.freeSlots(),
        core.partitions(),
        clock.instant(),
        core.progress().orElse(null));
  }

  /** Hands over what it runs, after a checkpoint, for at most 13 s, and leaves. */
  @Override
  public void close() {
    try {
      core.leave().get(HAND_OVER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.atWarn().log("the run did not stop in time; the master will see it as lost");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inbox.close();
    timer.close();
    sender.close();
  }
}
