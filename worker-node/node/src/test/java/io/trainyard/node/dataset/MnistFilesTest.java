package io.trainyard.node.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class MnistFilesTest {
  @TempDir Path folder;

  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  private URI mirror() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  private void answers(int status, byte[] body) {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private void assertUnavailable(MnistFiles files, String... words) throws IOException {
    assertThatThrownBy(() -> files.find(StoreProgress.UNHEARD))
        .isInstanceOfSatisfying(
            TrainyardException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MNIST_UNAVAILABLE))
        .hasMessageContainingAll(words)
        .hasMessageContaining("TRAINYARD_MNIST_DIR");
    if (Files.exists(cache())) {
      assertThat(cache()).isEmptyDirectory();
    }
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  @Test
  void saysEverythingThatWasTried() throws IOException {
    answers(404, new byte[0]);

    assertUnavailable(
        new MnistFiles(Optional.of(folder), cache(), List.of(mirror())),
        "folder " + folder,
        "the local cache",
        mirror().toString(),
        "it answered 404");
  }

  @Test
  void refusesFilesThatAreNotMnist() throws IOException {
    for (MnistFile file : MnistFile.values()) {
      Files.write(folder.resolve(file.packedName()), packed(new byte[1000]));
    }

    assertUnavailable(
        new MnistFiles(Optional.of(folder), cache(), List.of()), "has other bytes than MNIST");
  }

  @Test
  void keepsNothingOfADownloadThatIsNotMnist() throws IOException {
    answers(200, packed(new byte[1000]));

    assertUnavailable(
        new MnistFiles(Optional.empty(), cache(), List.of(mirror())), "other bytes than MNIST");
  }

  @Test
  void keepsNothingOfADownloadThatIsNoGzip() throws IOException {
    answers(
        200,
        "<html>log in to this network</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertUnavailable(new MnistFiles(Optional.empty(), cache(), List.of(mirror())), "127.0.0.1");
  }

  @Test
  void endsADownloadThatGrowsTooLarge() throws IOException {
    answers(200, new byte[33_000_000]);

    assertUnavailable(new MnistFiles(Optional.empty(), cache(), List.of(mirror())), "more than");
  }

  @Test
  void givesUpAMirrorThatStalls() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    assertUnavailable(
        new MnistFiles(
            Optional.empty(), cache(), List.of(mirror()), new MnistDownload(Duration.ofSeconds(1))),
        "within 1 s");
  }

  @Test
  void readsNoFurtherThanTheFileGoes() throws IOException {
    Path bomb = Files.write(folder.resolve("labels.gz"), packed(new byte[50_000_000]));

    assertThat(MnistFile.TEST_LABELS.matches(bomb)).isFalse();
  }
}
