package io.trainyard.node.worker;

import io.trainyard.contract.cluster.WorkerView;
import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.KafkaClients;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.messaging.RecordSender;
import io.trainyard.node.messaging.Telemetry;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.Verdict;
import io.trainyard.node.service.WorkerStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of a worker: joins the group, claims, learns, tells. It is of one incarnation; when a
 * newer process of the same worker appears, this one ends.
 */
public final class Worker implements Journal.Listener, WorkerStatus, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration DELIVERY = Duration.ofSeconds(4);
  private static final Duration HAND_OVER = Duration.ofSeconds(12);

  private final Owner owner;
  private final String address;
  private final Journal journal;
  private final Telemetry telemetry;
  private final Learner learner;
  private final Clock clock;
  private final Runnable onSuperseded;
  private final OwnerVoice voice;
  private final Slot slot;
  private final Inbox inbox;
  private final Beats beats;
  private final ExecutorService runThread =
      Executors.newSingleThreadExecutor(task -> NamedThreads.daemon("run", task));

  /**
   * Announces the process in the journal. Blocks until that is read back.
   *
   * @param address where this worker's REST answers
   * @param onSuperseded called once when a newer process of this worker has appeared; ends the
   *     process
   */
  public static Worker announce(
      String workerId,
      String address,
      KafkaClients clients,
      Journal journal,
      Telemetry telemetry,
      Learner learner,
      Clock clock,
      Runnable onSuperseded) {
    OwnerVoice voice = new OwnerVoice(journal);
    WorkerStarted event = new WorkerStarted(workerId, address, ProcessHandle.current().pid());
    voice.say(event, book -> true).join();
    long incarnation = journal.book().incarnation(workerId).orElseThrow();
    Owner owner = new Owner(workerId, incarnation);
    Worker worker =
        new Worker(
            owner, address, clients, journal, telemetry, learner, voice, clock, onSuperseded);
    journal.listen(worker);
    return worker;
  }

  private Worker(
      Owner owner,
      String address,
      KafkaClients clients,
      Journal journal,
      Telemetry telemetry,
      Learner learner,
      OwnerVoice voice,
      Clock clock,
      Runnable onSuperseded) {
    this.owner = owner;
    this.address = address;
    this.journal = journal;
    this.telemetry = telemetry;
    this.learner = learner;
    this.clock = clock;
    this.onSuperseded = onSuperseded;
    this.voice = voice;
    RecordSender sender =
        new RecordSender(clients.producer("heartbeat", DELIVERY), "heartbeat-send");
    this.beats = new Beats(sender, this::heartbeat);
    this.slot = new Slot(beats::now);
    Claims claims = new Claims(journal, voice, owner, slot, this::begin);
    this.inbox = new Inbox(clients, owner.workerId(), claims::offer, beats::now, onSuperseded);
  }

  /** Joins the group; no run is taken before {@link #open}. */
  public void start() {
    inbox.start();
    beats.start();
  }

  /** The engine is warm: runs may come. */
  public void open() {
    slot.open();
    LOG.atInfo().addKeyValue("workerId", owner.workerId()).log("ready for runs");
  }

  /** What it is learning, if anything. */
  public Optional<RunProgress> progress() {
    return slot.execution().map(RunExecution::progress);
  }

  @Override
  public void folded(Entry entry, Verdict verdict, RunBook book) {
    if (book.incarnation(owner.workerId()).orElse(-1) > owner.incarnation()) {
      LOG.atError().log("a newer process of {} has started; this one ends", owner.workerId());
      onSuperseded.run();
    }
    slot.execution().ifPresent(execution -> execution.follow(book));
  }

  private void begin(Task task) {
    Assignment assignment = Assignment.of(task);
    RunReporter reporter =
        new RunReporter(assignment, owner.workerId(), telemetry::metric, clock, System::nanoTime);
    RunExecution execution =
        new RunExecution(assignment, owner, learner, voice, telemetry, reporter, slot::release);
    slot.occupy(execution);
    execution.follow(journal.book());
    runThread.execute(execution);
    beats.now();
  }

  private Heartbeat.OfWorker heartbeat() {
    List<RunProgress> runs = progress().stream().toList();
    return new Heartbeat.OfWorker(
        owner,
        journal.book().offset(),
        address,
        learner.device(),
        1,
        slot.free(),
        inbox.partitions(),
        runs,
        slot.claims(),
        false,
        clock.instant());
  }

  @Override
  public WorkerView status() {
    return new WorkerView(
        "UP",
        owner.workerId(),
        address,
        learner.device(),
        1,
        slot.free(),
        inbox.partitions(),
        clock.instant(),
        progress().orElse(null));
  }

  /** Hands over what it runs, for at most 12 s, and leaves. */
  @Override
  public void close() {
    slot.shut();
    slot.execution().ifPresent(execution -> execution.stop(StopReason.SHUTDOWN));
    runThread.shutdown();
    try {
      if (!runThread.awaitTermination(HAND_OVER.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("the run did not stop in time; the master will see it as lost");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inbox.close();
    beats.close();
  }
}
