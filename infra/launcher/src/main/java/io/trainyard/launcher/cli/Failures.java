package io.trainyard.launcher.cli;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.launcher.box.BoxException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what goes wrong into one sentence on the error stream, and into exit code 1, or 2 with a
 * hint when the command was given something that it cannot take.
 */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Console console;

  public Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = console.errorWriter();
    if (failure instanceof UsageException) {
      return usage(String.valueOf(failure.getMessage()), command);
    }
    boolean worded = failure instanceof BoxException || failure instanceof TrainyardException;
    err.println(worded ? sentence(failure) : "Unexpected: " + Words.safe(failure.toString()));
    if (!worded && "1".equals(console.environment().get("TRAINYARD_TRACE"))) {
      failure.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    UnmatchedArgumentException.printSuggestions(failure, console.errorWriter());
    return usage(String.valueOf(failure.getMessage()), command);
  }

  private int usage(String sentence, CommandLine command) {
    console.errorWriter().println(Words.safe(sentence));
    String name = command.getCommandSpec().qualifiedName();
    console.errorWriter().println("See `" + name + " --help`.");
    return ExitCode.USAGE;
  }

  private static String sentence(Exception failure) {
    String sentence = Words.safe(String.valueOf(failure.getMessage()));
    boolean refused =
        failure instanceof TrainyardException known && known.code() == ErrorCode.UNAUTHORIZED;
    return refused ? sentence + " The token in TRAINYARD_HOME is not this cluster's." : sentence;
  }
}
