package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that asks the same of every run it is given, and says how each stands then. */
abstract class EachRun implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Ids or their beginnings, names, or `last`.")
  private List<String> runs;

  @Option(names = "--json", description = "Print JSON, one run a line.")
  private boolean json;

  EachRun(CommandContext context) {
    this.context = context;
  }

  /** Asks it of one run. */
  abstract RunView ask(RunsClient runs, String runId);

  /** What is told to people of a run that was asked. */
  String sentence(RunView run) {
    String state = context.screen().style().state(run.state());
    return "Run " + run.runId() + " is " + state + ": " + Words.safe(run.reason());
  }

  @Override
  public Integer call() {
    TrainyardClient client = context.client();
    List<String> ids = RunReference.ids(client, runs);
    RunAnswer answer = new RunAnswer(context.screen(), json);
    return Each.of(
        ids, context.screen(), id -> answer.show(ask(client.runs(), id), this::sentence));
  }
}
