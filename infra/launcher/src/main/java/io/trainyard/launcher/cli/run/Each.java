package io.trainyard.launcher.cli.run;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.launcher.cli.Screen;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.ExitCode;

/**
 * Does the same with several runs: what fails with one is said and does not keep it from others.
 */
final class Each {
  private Each() {}

  /** The exit code for all of them; with a single run its failure is thrown on. */
  static int of(List<String> runIds, Screen screen, Consumer<String> action) {
    int exitCode = ExitCode.OK;
    for (String id : runIds) {
      try {
        action.accept(id);
      } catch (TrainyardException e) {
        if (runIds.size() == 1) {
          throw e;
        }
        screen.notice("Run " + id + ": " + Words.safe(e.problem().detail()));
        exitCode = ExitCode.SOFTWARE;
      }
    }
    return exitCode;
  }
}
