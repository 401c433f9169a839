package io.trainyard.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.Golden;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.api.RouteBodies;
import io.trainyard.contract.cluster.ClusterView;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.config.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {
  /** Compose their answer or stream it: looked at below and elsewhere. */
  private static final Set<Route> NOT_PLAIN =
      Set.of(Route.CLUSTER, Route.LOG_STREAM, Route.DATASET_ADD);

  private TestNode node;

  @BeforeAll
  void start(@TempDir Path home) {
    node = new TestNode(home, Role.MASTER);
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @BeforeEach
  void reset() {
    node.asked().clear();
    node.questions.instead = null;
  }

  static Stream<Route> plainRoutes() {
    return Stream.of(Route.values())
        .filter(route -> route.answers() != Route.Answers.WORKER)
        .filter(route -> RouteBodies.answer(route).isPresent() && !NOT_PLAIN.contains(route));
  }

  @ParameterizedTest
  @MethodSource("plainRoutes")
  void aRouteAnswersWithItsRecord(Route route) throws Exception {
    HttpResponse<String> response = call(route);

    assertThat(response.statusCode()).isBetween(200, 202);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    Object read =
        Json.readStrict(
            response.body().getBytes(StandardCharsets.UTF_8),
            RouteBodies.answer(route).orElseThrow());
    assertThat(Json.bytes(read)).isEqualTo(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> call(Route route) throws Exception {
    String[] words = new String[] {"cnn"};
    byte[] body = Golden.request(route).orElse(new byte[0]);
    return node.send(
        node.request(route.with(words))
            .header("Content-Type", "application/json")
            .method(route.method(), BodyPublishers.ofByteArray(body)));
  }

  @Test
  void aSubmissionWithoutABodyTakesTheDefaults() throws Exception {
    HttpResponse<String> response =
        node.send(node.request("/send_task/cnn").POST(BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Location"))
        .contains("/api/v1/runs/r-7f3c2a91d4b04c5e");
    assertThat(node.asked()).containsExactly("submit CNN {} null");
  }

  @Test
  void aSubmissionPassesItsFieldsAndKeyOn() throws Exception {
    HttpResponse<String> response =
        node.send(
            node.request("/send_task/Lstm")
                .header("Content-Type", "application/json; charset=UTF-8")
                .header("Idempotency-Key", "key 1")
                .POST(BodyPublishers.ofString("{\"epochs\":7,\"tags\":[\"a\"]}")));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(node.asked()).containsExactly("submit LSTM {\"epochs\":7,\"tags\":[\"a\"]} key 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"epochs\":0}|INVALID_HYPERPARAMETER|epochs",
        "{\"epochs\":1000000000}|INVALID_HYPERPARAMETER|epochs",
        "{\"epochs\":1e99}|INVALID_REQUEST|epochs",
        "{\"epochs\":\"3\"}|INVALID_REQUEST|epochs",
        "{\"epochs\":2.5}|INVALID_REQUEST|epochs",
        "{\"learningRate\":-1}|INVALID_HYPERPARAMETER|learningRate",
        "{\"learningRate\":1e308}|INVALID_HYPERPARAMETER|learningRate",
        "{\"learningRate\":NaN}|INVALID_REQUEST|learningRate",
        "{\"batchSize\":true}|INVALID_REQUEST|batchSize",
        "{\"workers\":2}|INVALID_REQUEST|workers",
        "{\"epoch\":3}|INVALID_REQUEST|epoch",
        "{\"name\":\"a\\nb\"}|INVALID_REQUEST|name",
        "{\"name\":\"\\u001b[2J\"}|INVALID_REQUEST|name",
        "{\"tags\":\"a\"}|INVALID_REQUEST|tags",
        "{\"epochs\":1} x|INVALID_REQUEST|",
        "{\"epochs\":1|INVALID_REQUEST|",
        "[1]|INVALID_REQUEST|",
        "null|INVALID_REQUEST|",
        "'\"text\"'|INVALID_REQUEST|",
      })
  void aBadSubmissionIsRefusedNamingTheField(String body, ErrorCode code, String field)
      throws Exception {
    HttpResponse<String> response = node.post("/send_task/mlp", body);

    Problem problem = TestNode.problem(response);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.status()).isEqualTo(400);
    if (field != null && problem.field() != null) {
      assertThat(problem.field()).isEqualTo(field);
    }
    assertThat(problem.field() == null).isEqualTo(field == null || body.contains("NaN"));
    assertThat(node.asked()).isEmpty();
    assertThat(response.body()).doesNotContain("Exception", "jackson", "\\u001b");
  }

  @Test
  void anUnknownModelTypeIsRefused() throws Exception {
    Problem problem = TestNode.problem(node.post("/send_task/gan%0d%0aX", "{}"));

    assertThat(problem.code()).isEqualTo(ErrorCode.UNKNOWN_MODEL_TYPE);
    assertThat(problem.detail()).contains("gan??X", "MLP, CNN and LSTM");
  }

  @Test
  void anIdempotencyKeyIsPrintableAndNotEndless() throws Exception {
    Problem problem =
        TestNode.problem(
            node.send(
                node.request("/send_task/cnn")
                    .header("Idempotency-Key", "k".repeat(201))
                    .POST(BodyPublishers.noBody())));

    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(problem.field()).isEqualTo("Idempotency-Key");
  }

  @Test
  void queriesAreReadAndCheckedByName() throws Exception {
    assertThat(node.get("/api/v1/runs?state=running&limit=3&offset=6").statusCode()).isEqualTo(200);
    assertThat(node.asked()).containsExactly("runs RUNNING null null null FALSE NEWEST 3 6");

    for (String bad : List.of("limit=0", "limit=x", "state=gone", "offset=-1", "stat=RUNNING")) {
      Problem problem = TestNode.problem(node.get("/api/v1/runs?" + bad));
      assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(problem.field()).isEqualTo(bad.substring(0, bad.indexOf('=')));
    }
    assertThat(node.asked()).hasSize(1);
  }

  @Test
  void mnistIsTakenFromWhereTheCallSays() throws Exception {
    String path = Route.STORE_MNIST.path();
    node.send(node.request(path + "?source=synthetic").POST(BodyPublishers.noBody()));
    node.send(node.request(path).POST(BodyPublishers.noBody()));
    node.get(Route.WARM_CACHE.path());
    node.get(Route.WARM_CACHE.path() + "?dataset=fashion");

    assertThat(node.asked())
        .containsExactly("store SYNTHETIC", "store AUTO", "warm mnist", "warm fashion");
  }

  @Test
  void theClusterIsComposedOfHealthWorkersAndCounts() throws Exception {
    HttpResponse<String> response = node.get("/api/v1/cluster");

    ClusterView view =
        Json.readStrict(response.body().getBytes(StandardCharsets.UTF_8), ClusterView.class);
    assertThat(view.status()).isEqualTo("DEGRADED");
    assertThat(view.workers()).hasSize(2);
    assertThat(view.kafka()).containsExactly("127.0.0.1:9092");
    assertThat(view.queued()).isEqualTo(2);
    assertThat(view.running()).isEqualTo(6);
  }

  @Test
  void anAuditListsRunsThatWaitForAsLongAsAsked() throws Exception {
    node.get("/api/v1/cluster/audit");
    node.get("/api/v1/cluster/audit?waiting=3");
    Problem problem = TestNode.problem(node.get("/api/v1/cluster/audit?waiting=0"));

    assertThat(node.asked()).containsExactly("audit 10", "audit 3");
    assertThat(problem.field()).isEqualTo("waiting");
  }

  @Test
  void aNodeThatIsDownAnswers503WithItsHealth() throws Exception {
    Health example = Questions.golden(Route.HEALTH, Health.class);
    node.questions.instead =
        () -> new Health(Health.State.DOWN, "master", "master", "1", 1, example.dependencies());

    HttpResponse<String> response = node.get("/health");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).startsWith("{\"status\":\"DOWN\"");
  }

  @Test
  void aFailureTellsItsCodeAndAFaultOnlyAnId() throws Exception {
    node.questions.instead =
        () -> {
          throw new TrainyardException(ErrorCode.KAFKA_UNAVAILABLE, "No broker answers.");
        };
    Problem outage = TestNode.problem(node.get("/api/v1/runs/r-1"));
    node.questions.instead =
        () -> {
          throw new IllegalStateException("secret detail");
        };
    Problem fault = TestNode.problem(node.get("/api/v1/runs/r-1"));

    assertThat(outage.status()).isEqualTo(503);
    assertThat(outage.detail()).isEqualTo("No broker answers.");
    assertThat(fault.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(fault.detail()).contains("errorId").doesNotContain("secret");
  }

  @Test
  void removalsAnswerNothing() throws Exception {
    for (String path : List.of("/api/v1/runs/a", "/api/v1/datasets/b", "/api/v1/models/c")) {
      assertThat(node.send(node.request(path).DELETE()).statusCode()).isEqualTo(204);
    }
    assertThat(node.post("/api/v1/workers/worker-1/exited", "{\"pid\":7}").statusCode())
        .isEqualTo(204);
    assertThat(node.asked())
        .containsExactly("remove run a", "remove dataset b", "remove model c", "exited worker-1 7");
  }

  @Test
  void aModelIsSentWholeAsAZipToBeSaved() throws Exception {
    HttpResponse<byte[]> response =
        node.client.send(
            node.request("/api/v1/models/m/content").build(), BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"cnn-4be1a7c09d2f.zip\"");
    assertThat(response.body()).isEqualTo(FakeModels.content(1_687_211));
  }

  @Test
  void anUnknownModelIsAProblemNotAFile() throws Exception {
    node.questions.instead =
        () -> {
          throw new TrainyardException(ErrorCode.MODEL_NOT_FOUND, "There is no model m.");
        };

    assertThat(TestNode.problem(node.get("/api/v1/models/m/content")).code())
        .isEqualTo(ErrorCode.MODEL_NOT_FOUND);
  }

  @Test
  void answersCanBeLaidOutForPeople() throws Exception {
    assertThat(node.get("/api/v1/models?pretty").body()).startsWith("{\n  \"models\"");
  }

  @Test
  void whatIsNoRouteOrMethodIsAProblem() throws Exception {
    assertThat(TestNode.problem(node.get("/nothing")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(TestNode.problem(node.get("/status")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    HttpResponse<String> wrongMethod =
        node.send(node.request("/api/v1/runs/x").PUT(BodyPublishers.noBody()));
    assertThat(TestNode.problem(wrongMethod).code()).isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
    assertThat(wrongMethod.headers().firstValue("Allow")).contains("GET, DELETE, PATCH");
  }

  @Test
  void onlyJsonIsTakenAsABody() throws Exception {
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=latin1")) {
      HttpResponse<String> response =
          node.send(
              node.request("/send_task/cnn")
                  .header("Content-Type", type)
                  .POST(BodyPublishers.ofString("{}")));
      assertThat(TestNode.problem(response).code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }
    Problem unwanted = TestNode.problem(node.post("/api/v1/runs/r-1/cancel", "{\"force\":true}"));
    assertThat(unwanted.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(node.asked()).isEmpty();
  }

  @Test
  void requestsAreTimedUnderTheirTemplate() throws Exception {
    node.get("/api/v1/runs/some-run");
    node.get("/made/up/path");

    String metrics = node.get("/metrics").body();

    assertThat(metrics)
        .contains(
            "trainyard_http_requests_seconds_count{method=\"GET\",route=\"/api/v1/runs/{run}\"")
        .contains("route=\"none\",status=\"404\"")
        .contains("trainyard_http_connections")
        .contains("trainyard_http_rejected_total{pool=\"calls\"}")
        .doesNotContain("some-run", "made/up");
  }

  @Test
  void theDocumentationNamesNoAddressElsewhere() throws Exception {
    for (String path :
        List.of(
            "/docs",
            "/docs/trainyard-docs.js",
            "/docs/swagger-ui.css",
            "/docs/swagger-ui-bundle.js",
            "/docs/favicon-32x32.png")) {
      HttpResponse<String> response = node.get(path);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'");
    }
    String page = node.get("/docs").body() + node.get("/docs/trainyard-docs.js").body();
    assertThat(page).doesNotContain("http:", "https:", "//").contains("/openapi.yaml");
    assertThat(node.get("/docs/../../etc/passwd").statusCode()).isEqualTo(404);
    assertThat(node.get("/docs/missing.js").statusCode()).isEqualTo(404);
    assertThat(node.get("/").headers().firstValue("Location")).contains("/docs");
    assertThat(Golden.answer(Route.HEALTH)).isPresent();
  }
}
