package io.trainyard.node.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.cluster.WorkerView;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.Problem;
import io.trainyard.node.config.ConfigLoader;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.config.NodeFlags;
import io.trainyard.node.config.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A node's web server on a free port over fakes of its services, and a client that has its token.
 */
final class TestNode implements AutoCloseable {
  static final Limits QUICK =
      new Limits(
          Duration.ofMillis(700),
          Duration.ofMillis(1500),
          Duration.ofMillis(1500),
          1_000_000,
          100,
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          100);

  final Questions questions = new Questions();
  final FakeStreams streams = new FakeStreams();
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final HttpClient client = HttpClient.newHttpClient();
  final Path home;
  final WebServer server;
  final String authorization;

  TestNode(Path home, Role role, String... settings) {
    this(home, role, Limits.DEFAULTS, settings);
  }

  TestNode(Path home, Role role, Limits limits, String... settings) {
    this.home = home;
    NodeConfig config = config(home, role, settings);
    server = WebServer.start(config, "1.2.3", services(role), registry, limits);
    authorization = readHeader(home);
  }

  private static NodeConfig config(Path home, Role role, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("--role", role.label()));
    arguments.add("--set=trainyard.http.port=0");
    arguments.add("--set=trainyard.home=" + home);
    for (String setting : settings) {
      arguments.add("--set=" + setting);
    }
    return new ConfigLoader().load(NodeFlags.parse(arguments.toArray(String[]::new)), Map.of());
  }

  private NodeServices services(Role role) {
    FakeProbes.OfHealth health = new FakeProbes.OfHealth(questions);
    FakeProbes.OfKafka kafka = new FakeProbes.OfKafka(questions);
    return role == Role.WORKER
        ? new NodeServices.OfWorker(
            health,
            kafka,
            streams,
            () -> questions.answer("status", Route.STATUS, WorkerView.class))
        : new NodeServices.OfMaster(
            health,
            kafka,
            streams,
            new FakeRuns(questions),
            new FakeDatasets(questions),
            new FakeModels(questions),
            new FakeProbes.OfWorkers(questions),
            new FakeProbes.OfAudits(questions));
  }

  private static String readHeader(Path home) {
    Path file = home.resolve("auth-header");
    try {
      return Files.exists(file)
          ? Files.readString(file).strip().replaceFirst("Authorization: ", "")
          : "none";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> asked() {
    return questions.asked;
  }

  int port() {
    return server.port();
  }

  URI uri(String path) {
    return server.address().resolve(path);
  }

  /** A request to build on, with the token. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", authorization);
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static Problem problem(HttpResponse<String> response) throws IOException {
    if (!response.headers().firstValue("Content-Type").orElse("").equals(Problem.MEDIA_TYPE)) {
      throw new AssertionError("no problem: " + response.statusCode() + " " + response.body());
    }
    Problem problem =
        Json.readStrict(
            response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8), Problem.class);
    if (problem.status() != response.statusCode()) {
      throw new AssertionError("the problem tells another status: " + problem);
    }
    return problem;
  }

  @Override
  public void close() {
    server.close();
    registry.close();
  }
}
