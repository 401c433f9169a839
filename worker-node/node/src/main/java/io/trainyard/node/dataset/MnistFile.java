package io.trainyard.node.dataset;

import io.trainyard.node.store.BlobBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The four files of MNIST. They are known by the MD5 of their unpacked bytes, as published: gzip
 * wrappers differ from place to place.
 */
enum MnistFile {
  TRAIN_IMAGES("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb", 47_040_016),
  TRAIN_LABELS("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624", 60_008),
  TEST_IMAGES("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea", 7_840_016),
  TEST_LABELS("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637", 10_008);

  private static final int BUFFER = 1 << 16;

  private final String plainName;
  private final String md5;
  private final long bytes;

  MnistFile(String plainName, String md5, long bytes) {
    this.plainName = plainName;
    this.md5 = md5;
    this.bytes = bytes;
  }

  String packedName() {
    return plainName + ".gz";
  }

  /** The file in a folder, packed or not, by any of the names that are in use. */
  Optional<Path> in(Path folder) {
    String dotted = plainName.replace("-idx", ".idx");
    return List.of(packedName(), plainName, dotted + ".gz", dotted).stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Whether the file holds exactly the published bytes; reads no further than they go. */
  boolean matches(Path file) throws IOException {
    MessageDigest digest = BlobBytes.digest("MD5");
    try (InputStream in = unpacked(file)) {
      byte[] buffer = new byte[BUFFER];
      long total = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        total += read;
        if (total > bytes) {
          return false;
        }
      }
      return HexFormat.of().formatHex(digest.digest()).equals(md5);
    }
  }

  private static InputStream unpacked(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return file.toString().endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
