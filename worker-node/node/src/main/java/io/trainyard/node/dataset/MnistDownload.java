package io.trainyard.node.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches one file of MNIST, within a time and a size. Blocking; safe for use by any thread. */
final class MnistDownload {
  /** The largest file has 10 MB; a mirror that sends more sends something else. */
  private static final long LARGEST = 32_000_000;

  private static final String PREFIX = "mnist-";
  private static final String SUFFIX = ".part.gz";
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Duration limit;

  MnistDownload() {
    this(Duration.ofMinutes(2));
  }

  /**
   * @param limit for one file, from the request to its last byte
   */
  MnistDownload(Duration limit) {
    this.limit = limit;
  }

  /** Removes what a process left that died while it downloaded. */
  static void sweep(Path folder) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** Leaves the file in the folder under its usual name, or leaves nothing. */
  void fetch(URI from, MnistFile file, Path folder, StoreProgress progress) throws IOException {
    Path part = Files.createTempFile(folder, PREFIX, SUFFIX);
    try {
      download(from, part, progress);
      if (!file.matches(part)) {
        throw new IOException(file.packedName() + " has other bytes than MNIST");
      }
      Files.move(part, folder.resolve(file.packedName()), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void download(URI from, Path part, StoreProgress progress) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(from).timeout(limit).build();
    CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(
            request, head -> new DownloadProgress(from, head, part, LARGEST, progress));
    try {
      answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("no answer within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(words(e), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String words(ExecutionException e) {
    Throwable cause = e.getCause();
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "cannot be reached" : message;
  }
}
