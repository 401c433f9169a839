package io.trainyard.node.dataset;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;

/** What a dataset may be called: 1 to 80 printable characters, none of them blank at an end. */
final class DatasetName {
  static final String MNIST = "mnist";
  static final String SYNTHETIC = "synthetic-digits";

  private static final int LONGEST = 80;

  private DatasetName() {}

  /** The name without surrounding blanks; throws INVALID_REQUEST naming the field. */
  static String checked(String name) {
    String trimmed = name.strip();
    if (trimmed.isEmpty() || trimmed.codePointCount(0, trimmed.length()) > LONGEST) {
      throw refused("must have 1 to " + LONGEST + " characters");
    }
    if (!trimmed.codePoints().allMatch(Words::isPrintable)) {
      throw refused("must hold printable characters only");
    }
    return trimmed;
  }

  private static TrainyardException refused(String why) {
    return TrainyardException.ofField(
        ErrorCode.INVALID_REQUEST, "name", "A dataset's name " + why + ".");
  }
}
