package io.trainyard.contract.run;

import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.TrainyardException;
import java.util.List;

/**
 * The bounds of what people write on runs; whatever is out of them is refused, naming the field.
 */
final class RunText {
  static final int LONGEST_NAME = 80;
  static final int LONGEST_NOTES = 4_000;
  static final int HIGHEST_PRIORITY = 100;
  private static final int LONGEST_TAG = 40;
  private static final int MOST_TAGS = 20;

  private RunText() {}

  /** One line; blanks around it are cut off. */
  static String line(String field, String given, int longest) {
    if (given.isBlank()
        || given.length() > longest
        || !given.codePoints().allMatch(Words::isPrintable)) {
      throw refused(
          field, field + " must be 1 to " + longest + " printable characters on one line.");
    }
    return given.strip();
  }

  static List<String> tags(List<String> given) {
    if (given.size() > MOST_TAGS) {
      throw refused("tags", "A run has at most " + MOST_TAGS + " tags.");
    }
    return given.stream().map(tag -> line("tags", tag, LONGEST_TAG)).distinct().toList();
  }

  /** Several lines, ended as Unix does; blank ones are none at all. */
  static String notes(String given) {
    String notes = given.replace("\r\n", "\n").strip();
    boolean printable = notes.codePoints().allMatch(c -> c == '\n' || Words.isPrintable(c));
    if (notes.length() > LONGEST_NOTES || !printable) {
      throw refused(
          "notes", "notes must be at most " + LONGEST_NOTES + " printable characters, in lines.");
    }
    return notes;
  }

  static int priority(int given) {
    if (Math.abs((long) given) > HIGHEST_PRIORITY) {
      throw refused(
          "priority",
          "priority must be a whole number from -"
              + HIGHEST_PRIORITY
              + " to "
              + HIGHEST_PRIORITY
              + ", not "
              + given
              + ".");
    }
    return given;
  }

  static TrainyardException refused(String field, String detail) {
    return TrainyardException.ofField(INVALID_REQUEST, field, detail);
  }
}
