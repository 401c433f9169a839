package io.trainyard.node.worker;

import io.trainyard.contract.journal.JournalEvent.WorkerStarted;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.telemetry.Heartbeat;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one process of a worker decides: claims, leads its run, tells that it lives. Without I/O and
 * threads of its own: all of it happens on the timer's thread, its methods may be called by any. It
 * is of one incarnation; when a newer process of the same worker appears, it ends the process.
 */
public final class WorkerCore {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerCore.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final WorkerPorts ports;
  private final Owner owner;
  private final String address;
  private final Turns turns;
  private final JournalWatch watch;
  private final JournalCheck check;
  private final OwnerVoice voice;
  private final Beats beats;
  private final Slot slot;
  private final Claims claims;
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private volatile List<Integer> partitions = List.of();
  private final AtomicLong suspendedSeconds = new AtomicLong();
  private volatile boolean leaving;

  /**
   * Announces the process in the journal, whose book must be up to date; the result is there when
   * that is read back.
   *
   * @param address where this worker's REST answers
   * @param pid of the process, as its supervisor knows it
   */
  public static CompletableFuture<WorkerCore> announce(
      WorkerPorts ports, String workerId, String address, long pid) {
    Turns turns = new Turns(ports.timer());
    JournalWatch watch = new JournalWatch(turns.nanoTime());
    OwnerVoice voice = new OwnerVoice(ports.journal(), turns, () -> watch.has(turns.nanoTime()));
    JournalCheck check = new JournalCheck(ports.journal(), ports.end(), turns, watch);
    check.start();
    CompletableFuture<WorkerCore> announced = new CompletableFuture<>();
    turns.next(
        () ->
            voice.say(
                new WorkerStarted(workerId, address, pid),
                book -> true,
                book -> {
                  Owner owner = new Owner(workerId, book.incarnation(workerId).orElseThrow());
                  announced.complete(
                      new WorkerCore(ports, owner, address, turns, watch, check, voice));
                }));
    return announced;
  }

  private WorkerCore(
      WorkerPorts ports,
      Owner owner,
      String address,
      Turns turns,
      JournalWatch watch,
      JournalCheck check,
      OwnerVoice voice) {
    this.ports = ports;
    this.owner = owner;
    this.address = address;
    this.turns = turns;
    this.watch = watch;
    this.check = check;
    this.voice = voice;
    this.beats = new Beats(turns, ports.heartbeats(), this::heartbeat);
    this.slot = new Slot(this::slotChanged);
    this.claims = new Claims(ports.journal(), voice, owner, slot, turns, this::begin);
    ports.journal().listen((entry, verdict, book) -> turns.next(() -> follow(book)));
  }

  /** Heartbeats go out from now on; no run is taken before {@link #open}. */
  public void start() {
    beats.start();
    turns.every(TICK, this::tick);
    turns.next(() -> follow(ports.journal().book()));
  }

  /** The engine is warm: runs may come. */
  public void open() {
    slot.open();
    LOG.atInfo().addKeyValue("workerId", owner.workerId()).log("ready for runs");
  }

  /** Completes once the journal has decided about the task; its record may then be committed. */
  public CompletableFuture<Void> offer(Task task) {
    return claims.offer(task);
  }

  /** The partitions of the tasks topic that this worker reads have changed. */
  public void reads(List<Integer> newPartitions) {
    partitions = List.copyOf(newPartitions);
    beats.now();
  }

  /** Another process has taken this worker's place. */
  public void fenced() {
    ports.process().halt("another process has taken this worker's place");
  }

  /**
   * Takes no run any more and hands over what it has, after a checkpoint.
   *
   * @return completes when the slot is empty
   */
  public CompletableFuture<Void> leave() {
    leaving = true;
    slot.shut();
    turns.next(
        () -> {
          slot.life().ifPresent(life -> life.stop(StopReason.SHUTDOWN));
          noteLeft();
        });
    return left;
  }

  public Owner owner() {
    return owner;
  }

  public String address() {
    return address;
  }

  public List<Integer> partitions() {
    return partitions;
  }

  public int freeSlots() {
    return slot.free();
  }

  /** What it is learning, if anything. */
  public Optional<RunProgress> progress() {
    return slot.life().map(AttemptLife::progress);
  }

  /** Journal records not folded yet when a broker last told. */
  public long journalLag() {
    return check.lag();
  }

  /** For how many seconds in all its runs might not learn. */
  public long suspendedSeconds() {
    return suspendedSeconds.get();
  }

  /** Whether brokers tell the journal's end and the fold gets there. */
  public boolean hasJournal() {
    return watch.has(turns.nanoTime());
  }

  private void follow(RunBook book) {
    if (book.incarnation(owner.workerId()).orElse(-1) > owner.incarnation()) {
      ports.process().halt("a newer process of " + owner.workerId() + " has started");
      return;
    }
    slot.life().ifPresent(life -> life.follow(book));
  }

  private void tick() {
    if (ports.journal().needsUpgrade() && slot.isOpen()) {
      LOG.atError().log("UPGRADE NEEDED: takes no runs any more");
      slot.shut();
      slot.life().ifPresent(life -> life.stop(StopReason.SHUTDOWN));
      beats.now();
    }
    slot.life()
        .ifPresent(
            life -> {
              life.tick();
              suspendedSeconds.addAndGet(life.takeSuspendedTicks());
            });
  }

  private void begin(Task task) {
    RunBook book = ports.journal().book();
    Ownership ownership = new Ownership(task.runId(), task.attempt(), owner);
    if (!ownership.holds(book)) {
      slot.release();
      return;
    }
    Assignment assignment = Assignment.of(task, book.find(task.runId()).orElseThrow());
    AttemptLife life =
        new AttemptLife(
            assignment,
            ownership,
            ports.learner(),
            voice,
            watch,
            turns,
            ports.process(),
            slot::release);
    slot.occupy(life);
    life.follow(book);
    if (!slot.isOpen()) {
      life.stop(StopReason.SHUTDOWN);
    }
    beats.now();
  }

  private void slotChanged() {
    beats.now();
    noteLeft();
  }

  private void noteLeft() {
    if (leaving && slot.isEmpty()) {
      left.complete(null);
    }
  }

  private Heartbeat.OfWorker heartbeat() {
    return new Heartbeat.OfWorker(
        owner,
        ports.journal().book().offset(),
        address,
        ports.learner().device(),
        1,
        slot.free(),
        partitions,
        progress().stream().toList(),
        slot.claims(),
        !hasJournal(),
        ports.clock().instant());
  }
}
