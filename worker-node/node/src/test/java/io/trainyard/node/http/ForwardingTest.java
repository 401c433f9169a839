package io.trainyard.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.node.config.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker before a master, both over real HTTP. */
@Timeout(60)
class ForwardingTest {
  /** Nothing listens on it: the first address of the list is always down. */
  private static final String NOBODY = "http://127.0.0.1:9";

  private Path home;
  private TestNode master;
  private TestNode worker;

  @BeforeEach
  void start(@TempDir Path home) {
    this.home = home;
    master = new TestNode(home, Role.MASTER);
    worker = worker(NOBODY + "," + master.server.address());
  }

  @AfterEach
  void stop() {
    worker.close();
    master.close();
  }

  @Test
  void aCallIsAnsweredByTheMasterAsIfAskedThere() throws Exception {
    HttpResponse<String> response =
        worker.send(
            worker
                .request("/send_task/cnn")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofString("{\"epochs\":2}")));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Location"))
        .contains("/api/v1/runs/r-7f3c2a91d4b04c5e");
    assertThat(master.asked()).containsExactly("submit CNN {\"epochs\":2} k");
    assertThat(worker.asked()).isEmpty();
  }

  @Test
  void whatIsAskedOfRunsReachesTheMasterWithItsBodyAndKey() throws Exception {
    HttpResponse<String> annotated =
        worker.send(
            worker
                .request("/api/v1/runs/r-1")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"tags\":[\"a\"]}")));
    HttpResponse<String> continued =
        worker.send(
            worker
                .request("/api/v1/runs/r-1/continue")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofString("{\"epochs\":2}")));
    worker.send(worker.request("/api/v1/runs/r-1/pause").POST(BodyPublishers.noBody()));

    assertThat(annotated.statusCode()).isEqualTo(200);
    assertThat(continued.statusCode()).isEqualTo(202);
    assertThat(continued.headers().firstValue("Location"))
        .contains("/api/v1/runs/r-8a40e7d1f3b2c695");
    assertThat(master.asked())
        .containsExactly(
            "annotate r-1 {\"tags\":[\"a\"]}", "continue r-1 k {\"epochs\":2}", "pause r-1");
    assertThat(worker.asked()).isEmpty();
  }

  @Test
  void theMastersProblemsComeThrough() throws Exception {
    Problem problem = TestNode.problem(worker.post("/send_task/cnn", "{\"epochs\":0}"));

    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_HYPERPARAMETER);
    assertThat(problem.field()).isEqualTo("epochs");
  }

  @Test
  void queriesFilesAndUploadsPassThrough() throws Exception {
    worker.get("/api/v1/runs?limit=3");
    HttpResponse<byte[]> model =
        worker.client.send(
            worker.request("/api/v1/models/m/content").build(), BodyHandlers.ofByteArray());
    byte[] body =
        new Multipart()
            .field("name", "a")
            .file("trainImages", new byte[5_000_000])
            .file("trainLabels", new byte[1])
            .end();
    HttpResponse<String> upload =
        worker.send(
            worker
                .request("/api/v1/datasets")
                .header("Content-Type", Multipart.TYPE)
                .POST(BodyPublishers.ofByteArray(body)));

    assertThat(model.body()).isEqualTo(FakeModels.content(1_687_211));
    assertThat(upload.statusCode()).isEqualTo(201);
    assertThat(master.asked())
        .contains("runs null null null null FALSE NEWEST 3 0", "add a 5000000 1 - -");
  }

  @Test
  void aBrowsersOwnPageOnTheWorkerMayUseWhatTheMasterAnswers() throws Exception {
    HttpResponse<String> response =
        worker.send(
            worker.request("/api/v1/models").header("Origin", worker.server.address().toString()));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void whatAWorkerKnowsItAnswersItself() throws Exception {
    assertThat(worker.get("/status").statusCode()).isEqualTo(200);
    assertThat(worker.get("/kafka-status").statusCode()).isEqualTo(200);
    assertThat(worker.asked()).containsExactly("status", "kafka status");
    assertThat(master.asked()).isEmpty();
  }

  @Test
  void withoutAMasterItSaysSo() throws Exception {
    try (TestNode alone = worker(NOBODY)) {
      Problem problem = TestNode.problem(alone.post("/send_task/cnn", "{}"));

      assertThat(problem.code()).isEqualTo(ErrorCode.MASTER_UNAVAILABLE);
      assertThat(problem.detail()).contains(NOBODY);
    }
  }

  @Test
  void aWorkerSetAsMasterIsNoEndlessLoop() throws Exception {
    try (TestNode mistaken = worker(worker.server.address().toString());
        TestNode twice = worker(mistaken.server.address().toString())) {
      Problem problem = TestNode.problem(twice.get("/api/v1/runs"));

      assertThat(problem.code()).isEqualTo(ErrorCode.MASTER_UNAVAILABLE);
      assertThat(problem.detail()).contains("trainyard.master.urls");
    }
  }

  private TestNode worker(String masters) {
    assertThat(Files.exists(home.resolve("token"))).isTrue();
    return new TestNode(home, Role.WORKER, "trainyard.master.urls=" + masters);
  }
}
