package io.trainyard.node.logging;

/** Text in which nothing can begin a line of its own or steer a terminal. */
public final class SafeText {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;
  private static final int LAST_C1 = 0x9f;
  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;

  private SafeText() {}

  /** The text with each control character, line ends among them, replaced by a blank. */
  public static String oneLine(String text) {
    if (text.chars().noneMatch(SafeText::steers)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.chars().forEach(c -> safe.append(steers(c) ? ' ' : (char) c));
    return safe.toString();
  }

  private static boolean steers(int c) {
    return c < FIRST_PRINTABLE
        || (c >= DELETE && c <= LAST_C1)
        || c == LINE_SEPARATOR
        || c == PARAGRAPH_SEPARATOR;
  }
}
