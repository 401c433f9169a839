package io.trainyard.launcher.cli;

import io.trainyard.launcher.home.TrainyardHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command knows of the world: the environment, where to print, whom to ask.
 *
 * @param environment variables
 * @param writer for results
 * @param errorWriter for what went wrong
 * @param input for answers to questions
 * @param isTerminal whether a person watches; if not, nothing is asked and no line is redrawn
 */
public record Console(
    Map<String, String> environment,
    PrintWriter writer,
    PrintWriter errorWriter,
    BufferedReader input,
    boolean isTerminal) {
  @SuppressWarnings("SystemConsoleNull") // Java 17 only: null unless a person sits at both ends.
  public static Console ofThisProcess() {
    Charset charset =
        System.console() == null ? StandardCharsets.UTF_8 : System.console().charset();
    return new Console(
        System.getenv(),
        new PrintWriter(System.out, true, charset),
        new PrintWriter(System.err, true, charset),
        new BufferedReader(new InputStreamReader(System.in, charset)),
        System.console() != null);
  }

  /** The home that the environment names, made ready. */
  public TrainyardHome home() {
    return TrainyardHome.open(environment);
  }

  public void print(String line) {
    writer.println(line);
  }

  /** Shows text that the next line replaces; nothing where nobody watches. */
  void passing(String text) {
    if (isTerminal) {
      writer.print("\r\u001b[K" + text);
      writer.flush();
    }
  }

  /** True only for a clear yes. */
  boolean confirm(String question) throws IOException {
    writer.print(question + " [y/N] ");
    writer.flush();
    String answer = input.readLine();
    return answer != null
        && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
  }
}
