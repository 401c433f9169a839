package io.trainyard.launcher.cli;

import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.box.control.BoxStatus;
import io.trainyard.launcher.box.control.ControlClient;
import io.trainyard.launcher.home.TrainyardHome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code status}: what runs, where, and how it is. */
@Command(
    name = "status",
    description = "Shows the services of the box. Exit code 1 if no box is running.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  public StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    TrainyardHome home = console.home();
    Optional<BoxStatus> status = new ControlClient(home).status();
    Map<String, String> runs =
        status.isEmpty() ? Map.of() : new WorkerRuns(home.token()).of(status.get().services());
    if (json) {
      console.print(Json.text(StatusView.of(status, runs)));
    } else if (status.isPresent()) {
      new BoxReport(console).print(status.get(), true);
      runs.forEach((worker, run) -> console.print("  " + worker + " is learning run " + run));
    } else {
      console.print("No box is running; start one with ./trainyard up.");
    }
    return status.isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
