package io.trainyard.launcher.cli;

import io.trainyard.contract.cluster.AuditReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code audit}: whether what always holds holds just now. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Check the running cluster: folds the journal anew, reads every checkpoint and model.",
      "Exit code 1 if something that always holds does not."
    })
public final class AuditCommand implements Callable<Integer> {
  private static final String TEN = "10";

  private final CommandContext context;

  @Option(
      names = "--waiting",
      paramLabel = "MINUTES",
      defaultValue = TEN,
      description = "List runs that wait for longer than that (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  public AuditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    AuditReport report = context.client().cluster().audit(minutes);
    Screen screen = context.screen();
    if (json) {
      screen.json(report);
    } else {
      new AuditText(report).lines(screen.style()).forEach(screen::line);
    }
    return report.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
