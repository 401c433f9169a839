package io.trainyard.contract.codec;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * Beyond what JSON itself escapes: whatever steers a terminal, ends a line or turns the direction
 * of text, so that JSON shown as it came does none of it. The value that is read back is the same.
 */
final class TerminalEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1;
  private static final int DELETE = 0x7f;

  private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

  TerminalEscapes() {
    ascii[DELETE] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    int type = Character.getType(character);
    boolean steers =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    return steers ? new SerializedString(String.format("\\u%04x", character)) : null;
  }
}
