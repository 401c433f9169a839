package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.error.ErrorType;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.UsageException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that asks something of one run. */
abstract class OneRun implements Callable<Integer> {
  private final CommandContext context;

  @SuppressWarnings("NullAway.Init") // required: picocli sets it
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "An id or its beginning, a name, or `last`.")
  private String run;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  OneRun(CommandContext context) {
    this.context = context;
  }

  /** Refuses what cannot be asked of any run, before one is looked for. */
  abstract void check();

  /**
   * Asks it.
   *
   * @param known the run as it stands
   */
  abstract RunView ask(RunsClient runs, RunView known);

  /** What is told to people of the run that was asked; safe to show. */
  abstract String sentence(RunView asked);

  @Override
  public Integer call() {
    check();
    RunsClient runs = context.client().runs();
    RunView known = RunReference.find(context.client(), run);
    new RunAnswer(context.screen(), json).show(ask(runs, known), this::sentence);
    return ExitCode.OK;
  }

  /** A request of ours; one that is out of bounds is wrong usage. */
  static <T> T request(Supplier<T> made) {
    try {
      return made.get();
    } catch (TrainyardException e) {
      if (e.code().type() == ErrorType.USER) {
        throw new UsageException(e.problem().detail(), e);
      }
      throw e;
    }
  }
}
