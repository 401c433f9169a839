package io.trainyard.faults;

import io.trainyard.client.NewDataset;
import io.trainyard.engine.synthetic.SyntheticDigits;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Drawn digits in IDX files, so few that an MLP's epoch takes about a second. */
final class SmallDigits {
  static final String NAME = "small-digits";
  private static final int TRAINING = 12_000;
  private static final int TEST = 1_000;
  private static final int SIDE = 28;

  private SmallDigits() {}

  /**
   * Writes the files.
   *
   * @param seed of the items: other ones make another dataset
   */
  static NewDataset in(Path folder, String name, int training, long seed) {
    try {
      Files.createDirectories(folder);
      NewDataset.Split first = split(folder, "train", new SyntheticDigits(training, seed));
      NewDataset.Split second = split(folder, "test", new SyntheticDigits(TEST, seed + 1));
      return NewDataset.of(name, first.images(), first.labels(), second.images(), second.labels());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NewDataset in(Path folder) {
    return in(folder, NAME, TRAINING, 11);
  }

  private static NewDataset.Split split(Path folder, String name, SyntheticDigits digits)
      throws IOException {
    Path images = folder.resolve(name + "-images");
    Path labels = folder.resolve(name + "-labels");
    int items = Math.toIntExact(digits.items());
    try (DataOutputStream pixels = open(images);
        DataOutputStream classes = open(labels)) {
      header(pixels, 0x803, items, SIDE, SIDE);
      header(classes, 0x801, items);
      ByteBuffer item = ByteBuffer.allocate(SIDE * SIDE);
      for (int i = 0; i < items; i++) {
        digits.read(i, item.clear());
        pixels.write(item.array());
        classes.writeByte(digits.label(i));
      }
    }
    return new NewDataset.Split(images, labels);
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  private static void header(DataOutputStream out, int magic, int... sizes) throws IOException {
    out.writeInt(magic);
    for (int size : sizes) {
      out.writeInt(size);
    }
  }
}
