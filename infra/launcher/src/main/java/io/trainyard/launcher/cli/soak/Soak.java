package io.trainyard.launcher.cli.soak;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.stream.EventStream;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.await.Awaited;
import io.trainyard.launcher.cli.await.Lookout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** One soak on a box that runs: load and faults for a time, then the checks. For one thread. */
final class Soak implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration SUBMIT = Duration.ofSeconds(2);
  private static final Duration ORDER = Duration.ofSeconds(7);
  private static final Duration FIRST_FAULT = Duration.ofSeconds(30);
  private static final Duration FAULT = Duration.ofMinutes(1);
  private static final Duration CONNECTING = Duration.ofSeconds(30);
  private static final Duration LAST_WORK = Duration.ofSeconds(90);

  private final Plan plan;
  private final SoakBox box;
  private final Signals signals;
  private final Screen screen;
  private final LongSupplier nanos;
  private final ScheduledExecutorService schedule;
  private final Lookout lookout;
  private final TrainyardClient client;
  private final TrainyardClient master;
  private final Ledger ledger = new Ledger();
  private final HeardYard heard = new HeardYard();

  /**
   * What to do.
   *
   * @param minutes of load and faults
   * @param ending limit for the runs' ends afterwards
   */
  record Plan(int minutes, long seed, Duration ending) {}

  Soak(Plan plan, SoakBox box, Signals signals, Screen screen, LongSupplier nanos) {
    this.plan = plan;
    this.box = box;
    this.signals = signals;
    this.screen = screen;
    this.nanos = nanos;
    AtomicInteger number = new AtomicInteger();
    this.schedule =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "soak-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.lookout = new Lookout(schedule);
    this.client = box.client();
    this.master = box.master();
  }

  SoakReport run() throws InterruptedException {
    String dataset = dataset();
    Recovery recovery = new Recovery(box, master, lookout, nanos);
    FaultMaker faults =
        new FaultMaker(
            new FaultPlan(plan.seed(), SoakBox.TOPOLOGY),
            box,
            master,
            signals,
            recovery,
            schedule,
            screen,
            nanos);
    Orders orders = new Orders(client.runs(), ledger, plan.seed() + 2);
    EventStream stream = client.stream(null, heard);
    try {
      if (!Awaited.isDone(heard.connected(), CONNECTING)) {
        throw new TrainyardException(ErrorCode.NOT_READY, "The live stream does not open.");
      }
      disturb(new Traffic(client, dataset, ledger, plan.seed() + 1), orders, faults);
      Ending ending = new Ending(master, recovery, lookout, ledger, orders, heard, screen);
      ending.check(plan.ending());
      return report(dataset, faults, ending);
    } finally {
      stream.close();
    }
  }

  private String dataset() {
    screen.notice("Storing MNIST ...");
    try {
      return name(client.datasets().storeMnist());
    } catch (TrainyardException e) {
      if (e.code() != ErrorCode.MNIST_UNAVAILABLE) {
        throw e;
      }
      screen.notice("MNIST can be found nowhere; SYNTHETIC digits take its place.");
      return name(client.datasets().storeSyntheticDigits());
    }
  }

  private static String name(StoreAnswer answer) {
    return answer.name();
  }

  /** Load, orders and faults until the time is over; then nothing is frozen any more. */
  private void disturb(Traffic traffic, Orders orders, FaultMaker faults)
      throws InterruptedException {
    List<ScheduledFuture<?>> work =
        List.of(
            each(Duration.ZERO, SUBMIT, traffic::tick),
            each(ORDER, ORDER, orders::tick),
            each(FIRST_FAULT, FAULT, faults::tick));
    CompletableFuture<Void> over = new CompletableFuture<>();
    var unused = schedule.schedule(() -> over.complete(null), plan.minutes(), TimeUnit.MINUTES);
    Awaited.of(over);
    work.forEach(task -> task.cancel(false));
    signals.thawAll();
    awaitLast(work);
  }

  /** What was under way ends: a submission takes half a minute at most. */
  private void awaitLast(List<ScheduledFuture<?>> work) throws InterruptedException {
    CompletableFuture<Boolean> quiet =
        lookout.until(
            () ->
                work.stream().allMatch(ScheduledFuture::isDone)
                    ? Optional.of(true)
                    : Optional.empty(),
            Duration.ofMillis(500));
    if (!Awaited.isDone(quiet, LAST_WORK)) {
      throw new IllegalStateException("the soak's own work does not end");
    }
  }

  /** A failure of the soak itself is told at the end; the rest goes on. */
  private ScheduledFuture<?> each(Duration first, Duration pause, Runnable task) {
    return schedule.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            ledger.surprise("The soak itself failed: " + e);
          }
        },
        first.toMillis(),
        pause.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private SoakReport report(String dataset, FaultMaker faults, Ending ending) {
    List<String> violations = ending.violations();
    if (!violations.isEmpty()) {
      box.keep();
    }
    return new SoakReport(
        violations.isEmpty() ? SoakReport.OK : SoakReport.VIOLATIONS,
        plan.seed(),
        plan.minutes(),
        dataset,
        faults.records(),
        ledger.accepted().size(),
        ledger.refused(),
        ledger.orders(),
        ending.tally(),
        heard.figures(),
        ending.missing(),
        ending.report(),
        violations,
        box.isKept() ? box.folder().toString() : null);
  }

  @Override
  public void close() {
    schedule.shutdownNow();
  }
}
