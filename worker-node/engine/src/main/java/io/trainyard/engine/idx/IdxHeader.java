package io.trainyard.engine.idx;

import io.trainyard.engine.data.ChunkCodec;
import io.trainyard.engine.data.ItemShape;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The head of an IDX file: two zero bytes, the element type, the number of dimensions, and each
 * dimension as a signed 32-bit number, the count of items first.
 */
record IdxHeader(FileRole role, IdxType type, List<Integer> dimensions) {
  private static final int MAGIC_BYTES = 4;

  IdxHeader {
    dimensions = List.copyOf(dimensions);
  }

  /** Reads and checks a head for the role the file is given in. */
  static IdxHeader read(FileRole role, InputStream file) throws IOException {
    DataInputStream in = new DataInputStream(file);
    int magic = next(role, in, 0, "magic number");
    if (magic >>> 16 != 0) {
      throw new InvalidDatasetException(
          role, 0, "is not an IDX file: it does not begin with two zero bytes");
    }
    IdxType type =
        IdxType.ofCode(magic >>> 8 & 0xFF)
            .orElseThrow(
                () ->
                    new InvalidDatasetException(
                        role, 2, "has an unknown type byte 0x" + hex(magic >>> 8 & 0xFF)));
    int rank = magic & 0xFF;
    checkRank(role, rank);
    checkType(role, type);
    List<Integer> dimensions = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      dimensions.add(dimension(role, in, axis));
    }
    IdxHeader header = new IdxHeader(role, type, dimensions);
    header.checkItemSize();
    return header;
  }

  int items() {
    return dimensions.get(0);
  }

  /** Of image files only. */
  ItemShape itemShape() {
    return new ItemShape(dimensions.subList(1, dimensions.size()));
  }

  int bytes() {
    return MAGIC_BYTES + 4 * dimensions.size();
  }

  long itemBytes() {
    return dimensions.stream()
        .skip(1)
        .mapToLong(Integer::longValue)
        .reduce(type.bytes(), Math::multiplyExact);
  }

  /** What the whole file must be long. */
  long fileBytes() {
    return bytes() + items() * itemBytes();
  }

  private void checkItemSize() {
    try {
      if (itemBytes() <= ChunkCodec.LARGEST_ITEM) {
        return;
      }
    } catch (ArithmeticException overflow) {
      // larger than any number: refused below
    }
    throw new InvalidDatasetException(
        role,
        MAGIC_BYTES + 4,
        "declares items of "
            + dimensions.subList(1, dimensions.size())
            + ", larger than the limit of "
            + ChunkCodec.LARGEST_ITEM
            + " bytes an item");
  }

  private static void checkRank(FileRole role, int rank) {
    if (role.isImages() && rank == 1) {
      throw new InvalidDatasetException(
          role, 3, "has one dimension, as labels have: were images and labels swapped?");
    }
    if (role.isImages() && (rank < 2 || rank > 1 + ItemShape.MOST_DIMENSIONS)) {
      throw new InvalidDatasetException(
          role, 3, "has " + rank + " dimensions, but images have 2 to 5, the count included");
    }
    if (!role.isImages() && rank > 1) {
      throw new InvalidDatasetException(
          role, 3, "has " + rank + " dimensions, as images have: were images and labels swapped?");
    }
    if (!role.isImages() && rank < 1) {
      throw new InvalidDatasetException(role, 3, "has no dimension, but labels have one");
    }
  }

  private static void checkType(FileRole role, IdxType type) {
    if (role.isImages() && type != IdxType.UNSIGNED_BYTE) {
      throw new InvalidDatasetException(
          role, 2, "holds " + type + " numbers, but images are unsigned bytes (0x08)");
    }
    if (!role.isImages() && !type.isForLabels()) {
      throw new InvalidDatasetException(
          role, 2, "holds " + type + " numbers, but labels are unsigned bytes, shorts or ints");
    }
  }

  private static int dimension(FileRole role, DataInputStream in, int axis) throws IOException {
    int offset = MAGIC_BYTES + 4 * axis;
    int length = next(role, in, offset, "dimensions");
    if (length == 0 && axis == 0) {
      throw new InvalidDatasetException(role, offset, "holds zero items");
    }
    if (length < 1) {
      throw new InvalidDatasetException(
          role,
          offset,
          "declares a dimension of "
              + Integer.toUnsignedString(length)
              + ", but each is 1 to 2147483647");
    }
    return length;
  }

  private static int next(FileRole role, DataInputStream in, int offset, String what)
      throws IOException {
    try {
      return in.readInt();
    } catch (EOFException e) {
      throw new InvalidDatasetException(role, offset, "ends within its " + what);
    }
  }

  private static String hex(int value) {
    return HexFormat.of().toHexDigits((byte) value);
  }
}
