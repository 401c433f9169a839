package io.trainyard.engine.idx;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The element types of the IDX format; numbers are big-endian. */
enum IdxType {
  UNSIGNED_BYTE(0x08, 1),
  SIGNED_BYTE(0x09, 1),
  SHORT(0x0B, 2),
  INT(0x0C, 4),
  FLOAT(0x0D, 4),
  DOUBLE(0x0E, 8);

  private final int code;
  private final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  static Optional<IdxType> ofCode(int code) {
    for (IdxType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  int bytes() {
    return bytes;
  }

  boolean isForLabels() {
    return this == UNSIGNED_BYTE || this == SHORT || this == INT;
  }

  /** One whole number at a position of the buffer; of the three label types only. */
  int labelAt(ByteBuffer buffer, int position) {
    return switch (this) {
      case UNSIGNED_BYTE -> buffer.get(position) & 0xFF;
      case SHORT -> buffer.getShort(position);
      case INT -> buffer.getInt(position);
      default -> throw new IllegalStateException("no label type: " + this);
    };
  }
}
