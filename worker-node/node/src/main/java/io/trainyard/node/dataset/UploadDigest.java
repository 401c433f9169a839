package io.trainyard.node.dataset;

import io.trainyard.node.service.DatasetUpload;
import io.trainyard.node.store.BlobBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** A name for the bytes of an upload, so that the same upload is known again. */
final class UploadDigest {
  private static final int BUFFER = 1 << 16;

  private UploadDigest() {}

  static String of(DatasetUpload upload) throws IOException {
    return "upload/1/"
        + String.join(
            "/",
            sha256(upload.trainImages()),
            sha256(upload.trainLabels()),
            sha256(Optional.ofNullable(upload.testImages())),
            sha256(Optional.ofNullable(upload.testLabels())));
  }

  private static String sha256(Optional<Path> file) throws IOException {
    return file.isPresent() ? sha256(file.get()) : "none";
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = BlobBytes.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
