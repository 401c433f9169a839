package io.trainyard.launcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.model.ModelList;
import io.trainyard.contract.model.ModelView;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCommandsTest {
  private final TestYard yard = new TestYard();

  @AfterEach
  void stop() {
    yard.close();
  }

  @Test
  void listsRunsInATable() {
    yard.on(
        "/api/v1/runs",
        new RunList(
            List.of(TestRuns.queued("r-2", "night\u001b[2J"), TestRuns.succeeded("r-1")), 2));

    assertThat(yard.run("runs")).isZero();

    assertThat(yard.lines())
        .containsExactly(
            "RUN  NAME       MODEL  DATASET  STATE      PROGRESS                           SUBMITTED",
            "r-2  night?[2J  CNN    mnist    QUEUED     Waits for a free worker (2 busy).  3 min ago,"
                + " 20:57:00",
            "r-1  -          CNN    mnist    SUCCEEDED  test accuracy 98.71 %              3 min ago,"
                + " 20:57:00");
  }

  @Test
  void refusesAStateOrLimitThatIsNone() {
    assertThat(yard.run("runs", "--state", "asleep")).isEqualTo(2);
    assertThat(yard.run("runs", "--limit", "0")).isEqualTo(2);
    assertThat(yard.err()).contains("asleep").contains("--limit must be from 1 to 500, not 0.");
  }

  @Test
  void showsARunOnOnePage() {
    yard.on("/api/v1/runs", new RunList(List.of(TestRuns.failed("r-1")), 1));
    yard.on("/api/v1/runs/r-1", TestRuns.failed("r-1"));

    assertThat(yard.run("show", "last")).isZero();

    assertThat(yard.out())
        .contains("DIVERGED: The loss became infinite?[2J at iteration 7.")
        .contains("2026-11-23 20:57:00 (3 min ago)")
        .contains("2 epochs, batch size 128, learning rate 0.001, seed 42");
  }

  @Test
  void refusesAWordThatFitsSeveralRunsAsWrongUsage() {
    yard.on(
        "/api/v1/runs",
        new RunList(List.of(TestRuns.queued("r-2", "x"), TestRuns.queued("r-1", "x")), 2));

    assertThat(yard.run("cancel", "x")).isEqualTo(2);

    assertThat(yard.err()).contains("fits several runs: r-2 (x), r-1 (x).");
  }

  @Test
  void tellsWhyARunCannotBeCancelled() {
    yard.on("/api/v1/runs", new RunList(List.of(TestRuns.succeeded("r-1")), 1));
    yard.refusing(
        "/api/v1/runs/r-1/cancel", ErrorCode.ILLEGAL_TRANSITION, "Run r-1 has SUCCEEDED already.");

    assertThat(yard.run("cancel", "r-1")).isEqualTo(1);

    assertThat(yard.err()).isEqualTo("Run r-1 has SUCCEEDED already.\n");
  }

  @Test
  void showsLogLinesThatCannotSteerTheTerminal() {
    LogLine line =
        new LogLine("worker-1", "r-1", 1, 1, "WARN", "x", "a\u001b[31m\nb", TestYard.NOW);
    yard.on("/api/v1/runs", new RunList(List.of(TestRuns.succeeded("r-1")), 1));
    yard.on("/api/v1/runs/r-1/logs", new LogHistory("r-1", List.of(line), true));

    assertThat(yard.run("logs", "r-1")).isZero();

    assertThat(yard.lines()).containsExactly("21:00:00 WARN  worker-1  [r-1] a?[31m?b");
  }

  @Test
  void followsLogsToTheRunsEnd() {
    yard.on("/api/v1/runs", new RunList(List.of(TestRuns.queued("r-1", null)), 1));
    yard.on(
        "/logs/stream",
        exchange ->
            TestYard.events(
                exchange,
                """
                id: 1
                data: {"nodeId":"worker-1","sequence":1,"level":"INFO","logger":"x",
                data: "message":"hello","at":"2026-11-23T21:00:00Z"}

                event: end
                data: {"runId":"r-1","state":"SUCCEEDED"}

                """));

    assertThat(yard.run("logs", "last", "--follow", "--json")).isZero();

    assertThat(yard.lines())
        .singleElement()
        .asString()
        .startsWith("{\"event\":\"log\",\"nodeId\":\"worker-1\"");
  }

  @Test
  void addsADatasetFromFilesThatAreThere(@TempDir Path folder) throws IOException {
    Path images = Files.write(folder.resolve("i"), new byte[] {1});
    Path labels = Files.write(folder.resolve("l"), new byte[] {2});
    yard.on(
        "/api/v1/datasets",
        new StoreAnswer("present", "d1", "own", "upload", false, 10, 1, 1000, 500, 2, 0.1));
    String[] words = {"dataset", "add", "--name", "own", "--train-images", images.toString()};

    assertThat(yard.run(with(words, "--train-labels", labels.toString()))).isZero();
    assertThat(yard.run(with(words, "--train-labels", folder + "/none"))).isEqualTo(2);
    assertThat(
            yard.run(
                with(words, "--train-labels", labels.toString(), "--test-images", "" + images)))
        .isEqualTo(2);

    assertThat(yard.lines())
        .containsExactly(
            "own is there already, as d1.",
            "10 items in 1 chunks, 1.0 kB raw, 500 B stored, 2 copies, from upload, 0.1 s.");
    assertThat(yard.err()).contains("/none\" that can be read.").contains("come together");
  }

  @Test
  void downloadsTheNewestModelAndKeepsAFileThatIsThere(@TempDir Path folder) throws IOException {
    byte[] bytes = "model".getBytes(UTF_8);
    String id = "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4";
    yard.on("/api/v1/models", new ModelList(List.of(model(id))));
    yard.on(
        "/api/v1/models/" + id + "/content",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    String target = folder.resolve("m.zip").toString();

    assertThat(yard.run("model", "download", "last", "--output", target)).isZero();
    assertThat(yard.run("model", "download", "9372", "--output", target)).isEqualTo(2);

    assertThat(Path.of(target)).hasBinaryContent(bytes);
    assertThat(yard.err()).contains("is there already");
  }

  @Test
  void printsTheTokenOrTheHeaderFile() {
    assertThat(yard.run("token")).isZero();
    assertThat(yard.run("token", "--header")).isZero();

    assertThat(yard.lines()).containsExactly("secret", Path.of("home", "auth-header").toString());
  }

  @Test
  void helpsEverywhereAndCompletes() {
    for (String command :
        List.of(
            "train",
            "runs",
            "show",
            "logs",
            "pause",
            "resume",
            "cancel",
            "retry",
            "continue",
            "clone",
            "steer",
            "priority",
            "tag",
            "note",
            "archive",
            "rm",
            "token")) {
      assertThat(yard.run(command, "--help")).isZero();
    }
    assertThat(yard.run("dataset", "add", "--help")).isZero();
    assertThat(yard.run("completion")).isZero();
    assertThat(yard.run("dataset")).isEqualTo(2);

    assertThat(yard.out())
        .contains("Usage: trainyard train [-hV]")
        .contains("trainyard train cnn")
        .contains("complete -F");
  }

  @Test
  void saysHowToStartAClusterWhenNoneRuns() {
    yard.close();

    assertThat(yard.run("runs")).isEqualTo(1);

    assertThat(yard.err()).contains("start one with `trainyard up`.");
  }

  private static String[] with(String[] words, String... more) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private static ModelView model(String id) {
    return new ModelView(
        id,
        "r-1",
        null,
        ModelType.CNN,
        "d1",
        "mnist",
        Hyperparameters.defaultsOf(ModelType.CNN),
        2,
        0.98,
        225_034,
        5,
        TestYard.NOW);
  }
}
