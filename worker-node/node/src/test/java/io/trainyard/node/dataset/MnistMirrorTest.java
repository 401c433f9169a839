package io.trainyard.node.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real files of MNIST, served by mirrors on this machine. */
@SuppressWarnings("NullAway.Init")
class MnistMirrorTest {
  @TempDir Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private Path real;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    String where = System.getenv("TRAINYARD_MNIST_DIR");
    assumeTrue(
        where != null, "skipped: set TRAINYARD_MNIST_DIR to a folder with MNIST's four .gz files");
    real = Path.of(where);
    assumeTrue(
        Stream.of(MnistFile.values())
            .allMatch(file -> Files.isRegularFile(real.resolve(file.packedName()))),
        "skipped: TRAINYARD_MNIST_DIR does not hold the four files packed, as mirrors do");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/whole/", exchange -> send(exchange, read(exchange)));
    server.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private byte[] read(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    return Files.readAllBytes(real.resolve(path.substring(path.lastIndexOf('/') + 1)));
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private URI mirror(String name) {
    return URI.create("http://127.0.0.1:%d/%s/".formatted(server.getAddress().getPort(), name));
  }

  private MnistFiles files(String... mirrors) {
    return new MnistFiles(Optional.empty(), cache(), Stream.of(mirrors).map(this::mirror).toList());
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String[] fourFiles() {
    return Stream.of(MnistFile.values()).map(MnistFile::packedName).toArray(String[]::new);
  }

  @Test
  void takesTheFourFilesFromAMirrorAndNeedsItOnlyOnce() throws IOException {
    List<Long> heard = new ArrayList<>();

    MnistFiles.Found found = files("whole").find(new Heard(heard));
    MnistFiles.Found again = files("whole").find(StoreProgress.UNHEARD);

    assertThat(found.source()).isEqualTo("mirror " + mirror("whole"));
    assertThat(again.source()).isEqualTo("the local cache");
    assertThat(asked).hasSize(4);
    assertThat(cached()).containsExactlyInAnyOrder(fourFiles());
    assertThat(heard)
        .hasSizeGreaterThan(4)
        .contains(Files.size(real.resolve(MnistFile.TRAIN_IMAGES.packedName())));
  }

  private record Heard(List<Long> fetched) implements StoreProgress {
    @Override
    public void fetched(long bytes, long of) {
      assertThat(bytes).isLessThanOrEqualTo(of);
      fetched.add(bytes);
    }

    @Override
    public void stored(long items, long of) {
      throw new AssertionError("nothing is stored here");
    }
  }

  @Test
  void goesOnAtTheNextMirrorWhenOneCutsItsAnswer() throws IOException {
    server.createContext(
        "/cut/",
        exchange -> {
          byte[] body = read(exchange);
          boolean labels = exchange.getRequestURI().getPath().contains("labels");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body, 0, labels ? body.length / 2 : body.length);
          exchange.close();
        });

    MnistFiles.Found found = files("cut", "whole").find(StoreProgress.UNHEARD);

    assertThat(found.source()).isEqualTo("mirror " + mirror("whole"));
    assertThat(cached()).containsExactlyInAnyOrder(fourFiles());
    // The images came whole from the first.
    assertThat(asked)
        .containsOnlyOnce("/cut/" + MnistFile.TRAIN_IMAGES.packedName())
        .doesNotContain("/whole/" + MnistFile.TRAIN_IMAGES.packedName())
        .contains("/whole/" + MnistFile.TRAIN_LABELS.packedName());
  }

  @Test
  void refusesOtherBytesAndTakesTheNextMirrors() throws IOException {
    server.createContext(
        "/swapped/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          // A true file of MNIST under another's name: only its hash tells.
          send(exchange, Files.readAllBytes(real.resolve(MnistFile.TEST_IMAGES.packedName())));
        });

    MnistFiles.Found found = files("swapped", "whole").find(StoreProgress.UNHEARD);

    assertThat(found.source()).isEqualTo("mirror " + mirror("whole"));
    assertThat(MnistFile.TRAIN_IMAGES.matches(cache().resolve("train-images-idx3-ubyte.gz")))
        .isTrue();
  }

  @Test
  void saysWhyNoMirrorWouldDoAndKeepsNothingCut() throws IOException {
    server.createContext(
        "/cut/",
        exchange -> {
          byte[] body = read(exchange);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body, 0, body.length / 2);
          exchange.close();
        });
    Files.createDirectories(cache());
    Files.write(cache().resolve("mnist-1.part.gz"), new byte[10]);

    assertThatThrownBy(() -> files("cut").find(StoreProgress.UNHEARD))
        .isInstanceOf(TrainyardException.class)
        .hasMessageContaining(mirror("cut").toString());
    assertThat(cached()).isEmpty();
  }
}
