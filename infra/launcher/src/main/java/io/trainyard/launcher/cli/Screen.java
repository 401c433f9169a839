package io.trainyard.launcher.cli;

import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.cli.text.Style;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * A console as a place to show things: how wide it is, what can be drawn and whether in colour.
 *
 * @param terminal whether a person watches and lines can be redrawn
 * @param unicode whether more than ASCII can be shown
 * @param width columns of the terminal just now
 */
public record Screen(
    Console console, boolean terminal, boolean unicode, Style style, IntSupplier width) {
  private static final String CLEAR_LINE = "\r\u001b[K";

  public static Screen of(Console console) {
    Map<String, String> environment = console.environment();
    boolean terminal =
        console.isTerminal() && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Screen(
        console, terminal, isUtf8(environment), new Style(colour), new TerminalWidth());
  }

  public void line(String text) {
    console.writer().println(text);
  }

  /** For what concerns the person rather than the output: it does not disturb a pipe. */
  public void notice(String text) {
    console.errorWriter().println(text);
  }

  /** One value on one line, as programs read it. */
  public void json(Object value) {
    line(Json.text(value));
  }

  /** Draws over the current line; only for a terminal. */
  public void redraw(String text) {
    console.writer().print(CLEAR_LINE + text);
    console.writer().flush();
  }

  /** A console for what is no result: it speaks where notices go, and redraws nothing. */
  public Console aside() {
    return new Console(
        console.environment(),
        console.errorWriter(),
        console.errorWriter(),
        console.input(),
        false);
  }

  /** Nothing more can be shown but notices. */
  public void end() {
    console.writer().close();
  }

  private static boolean isUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "").toUpperCase(Locale.ROOT);
      if (!value.isEmpty()) {
        return value.contains("UTF-8") || value.contains("UTF8");
      }
    }
    return Charset.defaultCharset().equals(StandardCharsets.UTF_8);
  }
}
