package io.trainyard.client;

import io.trainyard.client.http.Call;
import io.trainyard.client.http.Calls;
import io.trainyard.client.http.Refusal;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One download: to a file beside the target, hashed on the way, then moved into place. */
final class ModelDownload {
  private static final int BUFFER = 64 * 1024;
  private static final int LONGEST_PROBLEM = 64 * 1024;

  private final Calls calls;
  private final String modelId;
  private final TransferProgress progress;

  ModelDownload(Calls calls, String modelId, TransferProgress progress) {
    this.calls = calls;
    this.modelId = modelId;
    this.progress = progress;
  }

  void to(Path target) {
    Call call = Call.of(Route.MODEL_CONTENT, modelId);
    HttpResponse<InputStream> answer = calls.exchange(call, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw Refusal.of(call, answer, body.readNBytes(LONGEST_PROBLEM));
      }
      long total = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
      store(body, total, target.toAbsolutePath());
    } catch (IOException e) {
      throw new TrainyardException(
          ErrorCode.INTERNAL,
          "The model could not be written to " + target + ": " + e.getMessage() + ".",
          e);
    }
  }

  private void store(InputStream body, long total, Path target) throws IOException {
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    Path part = Files.createTempFile(folder, "." + target.getFileName(), ".part");
    try {
      check(copy(body, total, part));
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private String copy(InputStream body, long total, Path part) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    long done = 0;
    try (OutputStream out = Files.newOutputStream(part)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        out.write(buffer, 0, read);
        digest.update(buffer, 0, read);
        done += read;
        progress.moved(done, total);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void check(String hash) {
    if (!hash.equals(modelId)) {
      throw new TrainyardException(
          ErrorCode.INTERNAL,
          "The bytes that came are not those of model "
              + modelId
              + "; nothing was written, and trying again may help.");
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
