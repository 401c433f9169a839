package io.trainyard.launcher.cli;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.launcher.box.BoxException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one sentence and exit code 1. */
public final class Failures implements IExecutionExceptionHandler {
  private final Console console;

  public Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    boolean worded = failure instanceof BoxException || failure instanceof TrainyardException;
    console.errorWriter().println(worded ? failure.getMessage() : "Unexpected: " + failure);
    if (!worded && "1".equals(console.environment().get("TRAINYARD_TRACE"))) {
      failure.printStackTrace(console.errorWriter());
    }
    return ExitCode.SOFTWARE;
  }
}
