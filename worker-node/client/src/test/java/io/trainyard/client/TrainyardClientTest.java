package io.trainyard.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainyardClientTest {
  private static final SubmitAnswer ACCEPTED =
      new SubmitAnswer("run1", "accepted", RunState.QUEUED, "/api/v1/runs/run1", "/logs/stream");
  private static final StoreAnswer STORED =
      new StoreAnswer("stored", "d", "own", "upload", false, 10, 1, 100, 50, 1, 0.5);

  private final TestNode node = new TestNode();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void sendsTheTokenAndReadsTheAnswer() {
    AtomicReference<String> seen = new AtomicReference<>("");
    node.on(
        "/api/v1/runs",
        exchange -> {
          seen.set(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestURI());
          TestNode.json(exchange, 200, new RunList(List.of(), 7));
        });

    RunList runs = node.client().runs().list(RunQuery.all(5).in(RunState.RUNNING).with("a b"));

    assertThat(runs.total()).isEqualTo(7);
    assertThat(seen)
        .hasValue(
            "Bearer secret /api/v1/runs?state=RUNNING&q=a+b&archived=all&sort=newest&limit=5&offset=0");
  }

  @Test
  void throwsTheProblemThatTheClusterTold() {
    node.on(
        "/api/v1/runs/nope",
        exchange -> TestNode.problem(exchange, ErrorCode.RUN_NOT_FOUND, "There is no run nope."));

    assertThatThrownBy(() -> node.client().runs().find("nope"))
        .isInstanceOfSatisfying(
            TrainyardException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_NOT_FOUND))
        .hasMessage("There is no run nope.");
  }

  @Test
  void saysSoWhenAnotherProgramListensThere() {
    node.on("/", exchange -> TestNode.answer(exchange, 403, "text/html", "no".getBytes(UTF_8)));

    assertThatThrownBy(() -> node.client().runs().find("x"))
        .hasMessageContaining("is another program listening there?");
  }

  @Test
  void tellsHowToStartAMasterWhenNoneAnswers() {
    URI nowhere = TestNode.nowhere();

    assertThatThrownBy(() -> TestNode.client(nowhere).runs().find("x"))
        .isInstanceOfSatisfying(
            TrainyardException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MASTER_UNAVAILABLE))
        .hasMessage("No master answers at " + nowhere + "; start one with `trainyard up`.");
  }

  @Test
  void asksTheNextNodeWhenOneIsAway() {
    node.on("/api/v1/runs", exchange -> TestNode.json(exchange, 200, new RunList(List.of(), 3)));

    RunList runs = TestNode.client(TestNode.nowhere(), node.address()).runs().list(RunQuery.all(1));

    assertThat(runs.total()).isEqualTo(3);
  }

  @Test
  void submitsUnderOneKeyUntilItIsKnownWhatBecameOfIt() {
    List<String> keys = new CopyOnWriteArrayList<>();
    node.on(
        "/send_task/cnn",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          if (keys.size() == 1) {
            exchange.close();
          } else if (keys.size() == 2) {
            TestNode.problem(exchange, ErrorCode.OUTCOME_UNKNOWN, "It may have been taken.");
          } else {
            TestNode.json(exchange, 202, ACCEPTED);
          }
        });

    SubmitAnswer answer = node.client().runs().submit(ModelType.CNN, TaskRequest.DEFAULTS);

    assertThat(answer).isEqualTo(ACCEPTED);
    assertThat(keys).hasSize(3);
    assertThat(keys.stream().distinct()).hasSize(1);
  }

  @Test
  void doesNotRepeatASubmissionThatWasRefused() {
    AtomicInteger calls = new AtomicInteger();
    node.on(
        "/send_task/mlp",
        exchange -> {
          calls.incrementAndGet();
          TestNode.problem(exchange, ErrorCode.KAFKA_UNAVAILABLE, "Kafka does not answer.");
        });

    assertThatThrownBy(() -> node.client().runs().submit(ModelType.MLP, TaskRequest.DEFAULTS))
        .hasMessage("Kafka does not answer.");
    assertThat(calls).hasValue(1);
  }

  @Test
  void readsTheHealthOfANodeThatIsDown() {
    Health down = new Health(Health.State.DOWN, "master-1", "master", "1", 1, List.of());
    node.on("/health", exchange -> TestNode.json(exchange, 503, down));

    assertThat(node.client().cluster().health()).isEqualTo(down);
  }

  @Test
  void uploadsFilesAsTheyAreAndTellsHowFarItIs(@TempDir Path folder) throws IOException {
    byte[] images = new byte[3_000_000];
    images[2_999_999] = 42;
    Path imageFile = Files.write(folder.resolve("images \"1\".gz"), images);
    Path labelFile = Files.write(folder.resolve("labels"), new byte[] {1, 2, 3});
    CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    CompletableFuture<String> type = new CompletableFuture<>();
    node.on(
        "/api/v1/datasets",
        exchange -> {
          type.complete(exchange.getRequestHeaders().getFirst("Content-Type"));
          bytes.complete(exchange.getRequestBody().readAllBytes());
          TestNode.json(exchange, 201, STORED);
        });
    AtomicLong sent = new AtomicLong();
    AtomicLong expected = new AtomicLong();
    NewDataset dataset =
        new NewDataset("own", new NewDataset.Split(imageFile, labelFile), Optional.empty());

    StoreAnswer answer =
        node.client()
            .datasets()
            .add(
                dataset,
                (done, total) -> {
                  sent.set(done);
                  expected.set(total);
                });

    assertThat(answer).isEqualTo(STORED);
    byte[] body = bytes.join();
    assertThat(sent.get()).isEqualTo(body.length).isEqualTo(expected.get());
    String text = new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
    String boundary = type.join().substring(type.join().indexOf("boundary=") + 9);
    assertThat(text.split("--" + boundary, -1)).hasSize(5);
    assertThat(text)
        .contains("name=\"name\"\r\n\r\nown\r\n")
        .contains("name=\"trainImages\"; filename=\"images %221%22.gz\"")
        .contains("\u0000*\r\n--" + boundary)
        .endsWith("--" + boundary + "--\r\n");
  }

  @Test
  void downloadsAModelWholeOrNotAtAll(@TempDir Path folder) throws IOException {
    byte[] model = "a model".repeat(50_000).getBytes(UTF_8);
    String id = sha256(model);
    node.on("/api/v1/models/" + id + "/content", e -> TestNode.answer(e, 200, "x/y", model));
    String lie = "0".repeat(64);
    node.on("/api/v1/models/" + lie + "/content", e -> TestNode.answer(e, 200, "x/y", model));
    Path good = folder.resolve("good.zip");
    Path bad = folder.resolve("bad.zip");

    node.client().models().download(id, good, TransferProgress.NONE);
    assertThatThrownBy(() -> node.client().models().download(lie, bad, TransferProgress.NONE))
        .hasMessageContaining("are not those of model");

    assertThat(good).hasBinaryContent(model);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(good);
    }
  }

  @Test
  void namesTheModelThatIsNotThere(@TempDir Path folder) {
    node.on(
        "/api/v1/models/x/content",
        e -> TestNode.problem(e, ErrorCode.MODEL_NOT_FOUND, "There is no model x."));

    assertThatThrownBy(
            () -> node.client().models().download("x", folder.resolve("m"), TransferProgress.NONE))
        .hasMessage("There is no model x.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void neverShowsTheToken() {
    assertThat(ClientConfig.of(List.of(node.address()), "top-secret").toString())
        .doesNotContain("top-secret");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
