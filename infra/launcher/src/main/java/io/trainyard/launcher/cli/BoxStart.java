package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.box.control.StatusWatch;
import io.trainyard.launcher.box.control.SupervisorOptions;
import io.trainyard.launcher.box.control.SupervisorStart;
import io.trainyard.launcher.box.process.LogFile;
import io.trainyard.launcher.box.supervise.Phase;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a box up and shows how that goes. {@code train} uses it as {@code up} does. For one
 * thread.
 */
public final class BoxStart {
  private static final Logger LOG = LoggerFactory.getLogger(BoxStart.class);
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final int EXCERPT_LINES = 12;

  private final Console console;
  private final ControlClient control;
  private final Set<String> shownUp = new HashSet<>();
  private final Instant began = Instant.now();

  public BoxStart(Console console, ControlClient control) {
    this.console = console;
    this.control = control;
  }

  /**
   * Returns once the box is ready: at once if it runs already.
   *
   * @throws BoxException if it could not be started; the log's last lines are printed by then
   */
  public BoxStatus run(SupervisorOptions wanted) throws IOException, InterruptedException {
    Optional<BoxStatus> now = control.status();
    if (now.isPresent() && now.get().phase() == Phase.READY) {
      return now.get();
    }
    if (now.isPresent() && !now.get().phase().isAlive()) {
      awaitEnd();
      now = Optional.empty();
    }
    if (now.isEmpty()) {
      console.print("Starting the " + wanted.topology().name() + " box ...");
      new SupervisorStart(wanted).start();
    }
    Thread farewell = new Thread(this::sayGoodbye, "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return follow(wanted);
    } finally {
      Runtime.getRuntime().removeShutdownHook(farewell);
    }
  }

  private void sayGoodbye() {
    console.print("\nThe box goes on starting; ./trainyard status shows it, down ends it.");
  }

  private BoxStatus follow(SupervisorOptions wanted) throws IOException, InterruptedException {
    StatusWatch watch = control.watch();
    while (true) {
      Optional<BoxStatus> now = next(watch);
      if (now.isEmpty()) {
        throw silentEnd(wanted);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      show(now.get());
      if (now.get().phase() == Phase.READY) {
        console.passing("");
        return now.get();
      }
      if (now.get().phase() == Phase.FAILED) {
        throw failed(now.get());
      }
    }
  }

  /** A supervisor on a busy machine may be slow to answer; it ends its box itself if it must. */
  private static Optional<BoxStatus> next(StatusWatch watch) throws IOException {
    while (true) {
      try {
        return watch.next(REDRAW);
      } catch (SocketTimeoutException e) {
        LOG.atDebug().setCause(e).log("the supervisor does not answer yet");
      }
    }
  }

  private void show(BoxStatus now) {
    for (ServiceStatus service : now.services()) {
      if (service.isUp() && shownUp.add(service.name())) {
        console.passing("");
        console.print(
            String.format(
                Locale.ROOT,
                "  %-12s up after %4.1f s  %s",
                service.name(),
                seconds(),
                service.address()));
      }
    }
    console.passing(
        String.format(Locale.ROOT, "  %.0f s, waiting for %s", seconds(), waitingFor(now)));
  }

  private static String waitingFor(BoxStatus now) {
    if (now.services().isEmpty()) {
      return "the supervisor";
    }
    return now.services().stream()
        .filter(service -> !service.isUp())
        .map(ServiceStatus::name)
        .collect(Collectors.joining(", "));
  }

  private BoxException failed(BoxStatus now) throws IOException {
    console.passing("");
    now.excerpt().forEach(line -> console.errorWriter().println("  | " + line));
    control.down();
    return new BoxException(String.valueOf(now.failure()));
  }

  private BoxException silentEnd(SupervisorOptions wanted) throws IOException {
    console.passing("");
    LogFile log = new LogFile(wanted.home().supervisorLog());
    List<String> lines = log.excerpt(EXCERPT_LINES);
    lines.forEach(line -> console.errorWriter().println("  | " + line));
    return new BoxException(
        "The supervisor ended before the box was ready; see " + log.path() + ".");
  }

  private void awaitEnd() throws IOException {
    control.process().ifPresent(ending -> ending.onExit().join());
  }

  private double seconds() {
    return Duration.between(began, Instant.now()).toMillis() / 1000.0;
  }
}
