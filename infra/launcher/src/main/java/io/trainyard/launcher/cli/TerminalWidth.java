package io.trainyard.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Asks the terminal how wide it is, at most every two seconds, so that a resized window is seen.
 * For one thread.
 */
final class TerminalWidth implements IntSupplier {
  private static final int USUAL = 80;
  private static final int NARROWEST = 20;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private int width = USUAL;
  private long askedAt = System.nanoTime() - FRESH_NANOS - 1;

  @Override
  public int getAsInt() {
    if (System.nanoTime() - askedAt > FRESH_NANOS) {
      width = ask();
      askedAt = System.nanoTime();
    }
    return width;
  }

  private static int ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (InputStream answer = stty.getInputStream()) {
        return columns(new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // No stty here, as on Windows: the usual width is safe.
      return USUAL;
    }
  }

  /** Reads "rows columns". */
  static int columns(String size) {
    String[] words = size.strip().split(" ", -1);
    if (words.length != 2 || !words[1].matches("[0-9]{1,5}")) {
      return USUAL;
    }
    int columns = Integer.parseInt(words[1]);
    return columns == 0 ? USUAL : Math.max(NARROWEST, columns);
  }
}
