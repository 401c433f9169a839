package io.trainyard.contract.codec;

/** Words that came from outside, made safe to be shown. */
public final class Words {
  private static final int LONGEST = 60;

  private Words() {}

  /**
   * Control characters become "?", long words are cut: they can forge no line and no terminal
   * sequence.
   */
  public static String printable(String word) {
    return safe(word.length() > LONGEST ? word.substring(0, LONGEST) + "…" : word);
  }

  /** As {@link #printable}, but whole, and with tabs as blanks: for lines that people read. */
  public static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\t' ? ' ' : c)
        .forEach(c -> safe.appendCodePoint(isPrintable(c) ? c : '?'));
    return safe.toString();
  }

  /** Whether a code point neither moves a cursor, ends a line nor turns the direction of text. */
  public static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
