package io.trainyard.engine.idx;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;

/** A file is not what it should be. Says in one sentence which file, what, and where. */
public final class InvalidDatasetException extends TrainyardException {
  private static final long serialVersionUID = 1L;

  private final FileRole role;
  private final long offset;

  /**
   * @param offset of the first byte at fault, in the unpacked file
   * @param fault what is wrong, a sentence's end such as "has an unknown type byte 0x7f"
   */
  public InvalidDatasetException(FileRole role, long offset, String fault) {
    super(
        Problem.of(
            ErrorCode.INVALID_DATASET,
            "The " + role.words() + " file " + fault + " (byte " + offset + ").",
            role.words().replace(' ', '-'),
            null),
        null);
    this.role = role;
    this.offset = offset;
  }

  public FileRole role() {
    return role;
  }

  /** Of the first byte at fault, in the unpacked file. */
  public long offset() {
    return offset;
  }
}
