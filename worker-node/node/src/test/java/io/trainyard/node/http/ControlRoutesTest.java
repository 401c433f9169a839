package io.trainyard.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.config.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlRoutesTest {
  private static final String RUN = "/api/v1/runs/r-1";

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

  @Test
  void eachRequestReachesItsRun() throws Exception {
    assertThat(node.post(RUN + "/pause", "").statusCode()).isEqualTo(202);
    assertThat(node.post(RUN + "/resume", "{}").statusCode()).isEqualTo(202);
    assertThat(node.post(RUN + "/cancel", "").statusCode()).isEqualTo(202);
    assertThat(node.post(RUN + "/steer", "{\"epochs\":8}").statusCode()).isEqualTo(202);
    assertThat(node.post(RUN + "/priority", "{\"priority\":-7}").statusCode()).isEqualTo(200);
    assertThat(patch("{\"archived\":true,\"name\":\"\"}").statusCode()).isEqualTo(200);

    assertThat(node.asked())
        .containsExactly(
            "pause r-1",
            "resume r-1",
            "cancel r-1",
            "steer r-1 {\"epochs\":8}",
            "priority r-1 {\"priority\":-7}",
            "annotate r-1 {\"name\":\"\",\"archived\":true}");
  }

  @Test
  void whatMakesARunSaysWhereItIsAndTakesAKey() throws Exception {
    HttpResponse<String> retried =
        node.send(
            node.request(RUN + "/retry")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.noBody()));
    HttpResponse<String> cloned = node.post(RUN + "/clone", "{\"model\":\"Lstm\",\"epochs\":4}");
    node.post(RUN + "/clone", "");
    node.post(RUN + "/continue", "{\"epochs\":2}");

    assertThat(retried.statusCode()).isEqualTo(202);
    assertThat(retried.headers().firstValue("Location"))
        .contains("/api/v1/runs/r-51ce02b7a9d84e10");
    assertThat(cloned.headers().firstValue("Location")).contains("/api/v1/runs/r-c3d95b10e6f7428a");
    assertThat(node.asked())
        .containsExactly(
            "retry r-1 k",
            "clone r-1 null {\"model\":\"Lstm\",\"epochs\":4}",
            "clone r-1 null {}",
            "continue r-1 null {\"epochs\":2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steer|{}|INVALID_REQUEST|learningRate",
        "steer|{\"learningRate\":0}|INVALID_HYPERPARAMETER|learningRate",
        "steer|{\"learningRate\":11}|INVALID_HYPERPARAMETER|learningRate",
        "steer|{\"epochs\":10001}|INVALID_HYPERPARAMETER|epochs",
        "steer|{\"epochs\":1.5}|INVALID_REQUEST|epochs",
        "steer|{\"epochs\":3,\"batchSize\":7}|INVALID_REQUEST|batchSize",
        "priority|{\"priority\":101}|INVALID_REQUEST|priority",
        "priority|{\"priority\":-2147483648}|INVALID_REQUEST|priority",
        "priority|{\"priority\":\"high\"}|INVALID_REQUEST|priority",
        "continue|{\"epochs\":0}|INVALID_HYPERPARAMETER|epochs",
        "clone|{\"model\":\"gan\"}|UNKNOWN_MODEL_TYPE|model",
        "clone|{\"seed\":1e99}|INVALID_REQUEST|seed",
        "clone|{\"priority\":1000}|INVALID_REQUEST|priority",
        "clone|{\"tags\":[\"a\\u0007\"]}|INVALID_REQUEST|tags",
      })
  void aBadValueIsRefusedNamingTheField(String word, String body, ErrorCode code, String field)
      throws Exception {
    Problem problem = TestNode.problem(node.post(RUN + "/" + word, body));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.field()).isEqualTo(field);
    assertThat(node.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name",
        "{\"name\":\"  \"}|name",
        "{\"name\":\"a\\nb\"}|name",
        "{\"notes\":\"\\u001b[2J\"}|notes",
        "{\"notes\":\"\\u202e\"}|notes",
        "{\"notes\":[]}|notes",
        "{\"tags\":[\"\\r\\nevent: end\"]}|tags",
        "{\"tags\":[\"\"]}|tags",
        "{\"archived\":\"yes\"}|archived",
        "{\"archived\":true,\"state\":\"SUCCEEDED\"}|state",
      })
  void aHostileAnnotationIsRefusedNamingTheField(String body, String field) throws Exception {
    HttpResponse<String> response = patch(body);

    Problem problem = TestNode.problem(response);
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(problem.field()).isEqualTo(field);
    assertThat(response.body()).doesNotContain("Exception", "\\u001b");
    assertThat(node.asked()).isEmpty();
  }

  @Test
  void notesAreBoundedAndMayHaveLines() throws Exception {
    String line = "x".repeat(1_999);
    assertThat(patch("{\"notes\":\"" + line + "\\r\\n" + line + "\"}").statusCode()).isEqualTo(200);
    Problem longer = TestNode.problem(patch("{\"notes\":\"" + "x".repeat(4_001) + "\"}"));
    Problem huge = TestNode.problem(patch("{\"notes\":\"" + "x".repeat(1_100_000) + "\"}"));

    assertThat(longer.field()).isEqualTo("notes");
    assertThat(huge.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(node.asked())
        .containsExactly("annotate r-1 {\"notes\":\"" + line + "\\n" + line + "\"}");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN_STEER", "RUN_PRIORITY", "RUN_CONTINUE", "RUN_ANNOTATE"})
  void aBodyThatIsNeededIsAskedFor(Route route) throws Exception {
    HttpResponse<String> response =
        node.send(node.request(route.with("r")).method(route.method(), BodyPublishers.noBody()));

    assertThat(TestNode.problem(response).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(node.asked()).isEmpty();
  }

  @Test
  void whatTheStateDoesNotAllowIsAConflict() throws Exception {
    node.questions.instead =
        () -> {
          throw new TrainyardException(
              ErrorCode.ILLEGAL_TRANSITION, "The run is SUCCEEDED: the run has ended.");
        };

    for (String word : List.of("pause", "resume", "cancel", "retry")) {
      Problem problem = TestNode.problem(node.post(RUN + "/" + word, ""));
      assertThat(problem.status()).isEqualTo(409);
      assertThat(problem.detail()).contains("SUCCEEDED");
    }
  }

  @Test
  void listsAreFilteredAndOrderedAsAsked() throws Exception {
    node.get("/api/v1/runs?model=cnn&tag=a%20b&q=nig&archived=all&sort=accuracy");

    assertThat(node.asked()).containsExactly("runs null CNN a b nig ALL ACCURACY 50 0");
    for (String bad : List.of("model=gan", "archived=maybe", "sort=loss")) {
      Problem problem = TestNode.problem(node.get("/api/v1/runs?" + bad));
      assertThat(problem.field()).isEqualTo(bad.substring(0, bad.indexOf('=')));
    }
  }

  private HttpResponse<String> patch(String json) throws Exception {
    return node.send(
        node.request(RUN)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }
}
