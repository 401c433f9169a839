package io.trainyard.engine.idx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Labels of an IDX file, by index, all of them checked to be 0 to 999. Any thread may read; nothing
 * is held in memory but how often each occurs.
 */
public final class IdxLabels implements AutoCloseable {
  public static final int MOST_CLASSES = 1000;
  private static final int SCAN_ITEMS = 1 << 14;

  private final IdxFile file;
  private final long[] counts;

  private IdxLabels(IdxFile file) throws IOException {
    this.file = file;
    this.counts = count(file);
  }

  /**
   * Opens a file, gzip or not, and checks head, length and every label.
   *
   * @param stagingDir where a gzip file is unpacked to, until this is closed
   * @throws InvalidDatasetException when it is not a whole IDX file of labels
   */
  public static IdxLabels open(FileRole role, Path file, Path stagingDir, Limits limits)
      throws IOException {
    IdxFile opened = IdxFile.open(role, file, stagingDir, limits);
    try {
      return new IdxLabels(opened);
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  public FileRole role() {
    return file.header().role();
  }

  public int items() {
    return file.header().items();
  }

  /** How often a label occurs. */
  public long count(int label) {
    return label < counts.length ? counts[label] : 0;
  }

  /** One more than the highest label. */
  public int classes() {
    return counts.length;
  }

  public int label(long index) throws IOException {
    if (index < 0 || index >= items()) {
      throw new IndexOutOfBoundsException("label " + index + " of " + items());
    }
    IdxType type = file.header().type();
    ByteBuffer one = ByteBuffer.allocate(type.bytes());
    file.read(index * type.bytes(), one);
    return type.labelAt(one, 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static long[] count(IdxFile file) throws IOException {
    IdxType type = file.header().type();
    long[] counts = new long[MOST_CLASSES];
    int highest = 0;
    ByteBuffer block = ByteBuffer.allocate(SCAN_ITEMS * type.bytes());
    for (long first = 0; first < file.header().items(); first += SCAN_ITEMS) {
      int items = (int) Math.min(SCAN_ITEMS, file.header().items() - first);
      file.read(first * type.bytes(), block.clear().limit(items * type.bytes()));
      for (int i = 0; i < items; i++) {
        int label = checked(file.header(), first + i, type.labelAt(block, i * type.bytes()));
        counts[label]++;
        highest = Math.max(highest, label);
      }
    }
    return Arrays.copyOf(counts, highest + 1);
  }

  private static int checked(IdxHeader header, long index, int label) {
    if (label < 0 || label >= MOST_CLASSES) {
      throw new InvalidDatasetException(
          header.role(),
          header.bytes() + index * header.type().bytes(),
          "holds label " + label + ", but labels are 0 to " + (MOST_CLASSES - 1));
    }
    return label;
  }
}
