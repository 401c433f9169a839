package io.trainyard.launcher.cli;

import io.trainyard.launcher.Main;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs commands as a person would who has a home and a keyboard. */
final class Session {
  private final Map<String, String> environment = new HashMap<>();
  private final boolean terminal;
  private final String typed;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  Session(Path home, boolean terminal, String typed) {
    environment.put("TRAINYARD_HOME", home.toString());
    environment.put("TRAINYARD_PORTS", "any");
    this.terminal = terminal;
    this.typed = typed;
  }

  /** Returns the exit code. */
  int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    Console console =
        new Console(
            environment,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new BufferedReader(new StringReader(typed)),
            terminal);
    return Main.commandLine(console).execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
