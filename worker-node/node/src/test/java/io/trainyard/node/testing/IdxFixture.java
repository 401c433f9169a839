package io.trainyard.node.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Writes small IDX files. */
public final class IdxFixture {
  private static final int IMAGES = 0x803;
  private static final int LABELS = 0x801;

  private IdxFixture() {}

  /** Images of 28 x 28: mostly dark, some noise, like digits to a compressor. */
  public static Path images(Path file, int items, long seed) throws IOException {
    Random random = new Random(seed);
    ByteBuffer bytes = ByteBuffer.allocate(16 + items * 784);
    bytes.putInt(IMAGES).putInt(items).putInt(28).putInt(28);
    byte[] image = new byte[784];
    for (int i = 0; i < items; i++) {
      for (int at = 0; at < image.length; at++) {
        image[at] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : 0);
      }
      bytes.put(image);
    }
    return Files.write(file, bytes.array());
  }

  /** Labels 0 to 9, sorted, as a careless exporter leaves them. */
  public static Path labels(Path file, int items) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + items);
    bytes.putInt(LABELS).putInt(items);
    for (int i = 0; i < items; i++) {
      bytes.put((byte) (i * 10L / items));
    }
    return Files.write(file, bytes.array());
  }
}
