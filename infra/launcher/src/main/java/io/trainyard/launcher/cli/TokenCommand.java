package io.trainyard.launcher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Shows the access token, or the file that curl takes it from. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Print the access token of the REST interface.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trainyard token",
      "  curl -H @\"$(trainyard token --header)\" http://127.0.0.1:5000/api/v1/runs"
    })
public final class TokenCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--header", description = "Print the path of the header file for curl instead.")
  private boolean header;

  public TokenCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ClusterAccess cluster = context.cluster();
    context.screen().line(header ? cluster.headerFile().toString() : cluster.token());
    return ExitCode.OK;
  }
}
