package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.box.control.StatusWatch;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Shows what changes in a running box. For one thread. */
final class BoxWatch {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Console console;
  private final ControlClient control;
  private final Map<String, String> shown = new HashMap<>();

  BoxWatch(Console console, ControlClient control) {
    this.console = console;
    this.control = control;
  }

  /** Returns if the box ends; Ctrl+C ends this process with 130 and leaves the box running. */
  void untilInterrupted(BoxStatus first) throws IOException {
    remember(first);
    Thread farewell = new Thread(this::sayGoodbye, "farewell");
    Runtime.getRuntime().addShutdownHook(farewell);
    console.print("Watching. Ctrl+C leaves the box running; ./trainyard down ends it.");
    Optional<ProcessHandle> supervisor = control.process();
    StatusWatch watch = control.watch();
    Optional<BoxStatus> now = watch.next(LONGEST);
    while (now.isPresent()) {
      showChanges(now.get());
      now = watch.next(LONGEST);
    }
    supervisor.ifPresent(ending -> ending.onExit().join());
    Runtime.getRuntime().removeShutdownHook(farewell);
    console.print("The box has ended.");
  }

  private void sayGoodbye() {
    console.print("\nThe box goes on running; ./trainyard down ends it.");
  }

  private void remember(BoxStatus status) {
    status.services().forEach(service -> shown.put(service.name(), words(service)));
  }

  private void showChanges(BoxStatus status) {
    for (ServiceStatus service : status.services()) {
      String words = words(service);
      if (!words.equals(shown.put(service.name(), words))) {
        LocalTime now = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        console.print(now + "  " + service.name() + " " + words);
      }
    }
  }

  private static String words(ServiceStatus service) {
    return service.why() == null ? service.state() : service.state() + ", " + service.why();
  }
}
