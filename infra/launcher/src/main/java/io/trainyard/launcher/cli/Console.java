package io.trainyard.launcher.cli;

import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.cli.text.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Where a command speaks.
 *
 * @param terminal whether a person watches, so that lines can be redrawn
 * @param unicode whether more than ASCII can be shown
 * @param width columns of the terminal just now
 */
public record Console(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    boolean unicode,
    Style style,
    IntSupplier width) {

  /** This process's own streams; JSON and text are UTF-8 unless the locale says otherwise. */
  @SuppressWarnings("SystemConsoleNull") // Null without a terminal in the JDK that we run on, 17.
  public static Console ofProcess(Map<String, String> environment) {
    boolean unicode = isUtf8(environment);
    Charset charset = unicode ? StandardCharsets.UTF_8 : Charset.defaultCharset();
    boolean terminal =
        System.console() != null && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(
        stream(FileDescriptor.out, charset),
        stream(FileDescriptor.err, charset),
        terminal,
        unicode,
        new Style(colour),
        new TerminalWidth());
  }

  public void line(String text) {
    out.println(text);
  }

  /** For what concerns the person rather than the output: it does not disturb a pipe. */
  public void notice(String text) {
    err.println(text);
  }

  /** One value on one line, as programs read it. */
  public void json(Object value) {
    byte[] bytes = Json.bytes(value);
    out.write(bytes, 0, bytes.length);
    out.println();
    out.flush();
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

  private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
    return new PrintStream(new FileOutputStream(descriptor), true, charset);
  }
}
