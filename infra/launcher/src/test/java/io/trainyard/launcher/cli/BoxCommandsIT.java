package io.trainyard.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.home.ClusterFile;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxCommandsIT {
  @TempDir Path home;

  @SuppressWarnings("NullAway.Init")
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(home, false, "");
  }

  @AfterEach
  void end() {
    session.run("down");
    await().atMost(Duration.ofSeconds(60)).until(() -> processesOf(home).isEmpty());
  }

  @Test
  void keepsTheBoxInTheBackgroundUntilDown() throws Exception {
    assertThat(session.run("up", "--services-only", "--detach")).isZero();
    assertThat(session.out()).contains("up after").contains("one copy of the data");
    ClusterFile cluster = ClusterFile.read(home.resolve("cluster.json"));
    assertThat(cluster.kafka()).hasSize(1);

    assertThat(session.run("up", "--services-only")).isZero();
    assertThat(session.out()).startsWith("The default box is running").doesNotContain("up after");
    assertThat(session.run("up", "--full")).isEqualTo(1);
    assertThat(session.err()).contains("The default box is running");

    assertThat(session.run("status", "--json")).isZero();
    JsonNode status = json(session.out());
    assertThat(status.path("cluster").path("state").asText()).isEqualTo("READY");
    JsonNode kafka = status.path("services").path(0);
    assertThat(
            List.copyOf(
                StreamSupport.stream(((Iterable<String>) kafka::fieldNames).spliterator(), false)
                    .toList()))
        .containsExactly("name", "kind", "pid", "address", "state", "run");
    assertThat(kafka.path("address").asText()).isEqualTo(cluster.kafka().get(0));
    assertThat(processOf(kafka)).isPresent();

    refusesStrangers();
    assertThat(session.run("down")).isZero();

    assertThat(processesOf(home)).isEmpty();
    try (Stream<Path> left = Files.list(home)) {
      // "bin" holds the Redis that Trainyard carries, where none is installed.
      assertThat(left.map(path -> path.getFileName().toString()).filter(n -> !n.equals("bin")))
          .containsExactlyInAnyOrder(
              "token",
              "auth-header",
              "box-default",
              "box.lock",
              "supervisor.lock",
              "supervisor.log");
    }
  }

  @Test
  void staysAndTellsEachChangeUntilTheBoxEnds() throws Exception {
    Session watcher = new Session(home, false, "");
    CompletableFuture<Integer> watching =
        CompletableFuture.supplyAsync(() -> watcher.run("up", "--services-only"));
    await().atMost(Duration.ofSeconds(60)).until(() -> watcher.out().contains("Watching."));

    processOf(service("redis")).orElseThrow().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> watcher.out().matches("(?s).*redis RESTARTING.*redis UP\\R.*"));
    assertThat(watching).isNotDone();
    session.run("down");

    assertThat(watching.get(10, TimeUnit.SECONDS)).isZero();
    assertThat(watcher.out()).contains("kafka-1 STOPPING").endsWith("The box has ended.\n");
  }

  @Test
  void cleansUpAfterASupervisorThatWasKilled() throws Exception {
    session.run("up", "--services-only", "--detach");
    List<ProcessHandle> services = services();
    long supervisor =
        json(Files.readString(home.resolve("supervisor.json"))).at("/process/pid").asLong();
    // A frozen service cannot notice that its parent has died.
    ProcessHandle frozen = services.get(0);
    new ProcessBuilder("kill", "-STOP", Long.toString(frozen.pid())).start().waitFor();

    ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> services.stream().filter(ProcessHandle::isAlive).count() == 1);
    assertThat(frozen.isAlive()).isTrue();

    assertThat(session.run("up", "--services-only", "--detach")).isZero();

    assertThat(frozen.isAlive()).isFalse();
    assertThat(services()).hasSize(3).allMatch(ProcessHandle::isAlive);
  }

  @Test
  void saysWhyItCannotStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(session.run("up", "--services-only", "--port", "kafka-1=" + port)).isEqualTo(1);

      assertThat(session.err().strip())
          .startsWith("Port " + port + " asked for kafka-1 is taken")
          .hasLineCount(1);
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> processesOf(home).isEmpty());
  }

  @Test
  void showsTheLogOfAServiceThatCannotStart() throws Exception {
    session.run("up", "--services-only", "--detach");
    session.run("down");
    Files.writeString(home.resolve("box-default/data/kafka-1/meta.properties"), "version=99\n");

    assertThat(session.run("up", "--services-only", "--detach")).isEqualTo(1);

    assertThat(session.err())
        .contains("  | ")
        .contains("The box could not start: kafka-1 ended with exit code");
    await().atMost(Duration.ofSeconds(30)).until(() -> processesOf(home).isEmpty());
  }

  private void refusesStrangers() throws Exception {
    int port = json(Files.readString(home.resolve("supervisor.json"))).path("port").asInt();
    String bearer = TrainyardHome.open(home).token().bearer();
    assertThat(call(port, "Bearer wrong", "GET", "/status")).isEqualTo(401);
    assertThat(call(port, bearer, "GET", "/status")).isEqualTo(200);
    assertThat(call(port, bearer, "GET", "/down")).isEqualTo(404);
    assertThat(call(port, bearer, "POST", "/down", "Origin", "http://evil.example")).isEqualTo(403);
    assertThat(session.run("status")).isZero();
  }

  private JsonNode service(String name) {
    session.run("status", "--json");
    return StreamSupport.stream(json(session.out()).path("services").spliterator(), false)
        .filter(service -> service.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<ProcessHandle> services() {
    session.run("status", "--json");
    return StreamSupport.stream(json(session.out()).path("services").spliterator(), false)
        .flatMap(service -> processOf(service).stream())
        .toList();
  }

  private static java.util.Optional<ProcessHandle> processOf(JsonNode service) {
    return ProcessHandle.of(service.path("pid").asLong());
  }

  private static JsonNode json(String text) {
    try {
      return Json.tree(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int call(int port, String bearer, String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", bearer)
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static List<ProcessHandle> processesOf(Path home) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(p -> p.info().commandLine().orElse("").contains(home.toString())).toList();
    }
  }
}
