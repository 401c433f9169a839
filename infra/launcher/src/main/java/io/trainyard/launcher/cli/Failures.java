package io.trainyard.launcher.cli;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words what went wrong, in one sentence on the error stream, and picks the exit code. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** Makes the command line and all its subcommands speak this way. */
  public static CommandLine wordedBy(CommandLine root) {
    Failures failures = new Failures();
    return root.setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof UsageException) {
      err.println("trainyard: " + Words.safe(String.valueOf(failure.getMessage())));
      hint(command);
      return ExitCode.USAGE;
    }
    err.println("trainyard: " + Words.safe(sentence(failure)));
    err.flush();
    return ExitCode.FAILED;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println("trainyard: " + Words.safe(String.valueOf(failure.getMessage())));
    UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    hint(command);
    return ExitCode.USAGE;
  }

  private static void hint(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("See `" + name + " --help`.");
    command.getErr().flush();
  }

  private static String sentence(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof TrainyardException known) {
      return known.code() == ErrorCode.UNAUTHORIZED
          ? message + " The token in TRAINYARD_HOME is not this cluster's."
          : message;
    }
    return failure.getMessage() == null
        ? "Something broke inside Trainyard: " + failure.getClass().getName() + "."
        : message;
  }
}
