package io.trainyard.launcher.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.trainyard.contract.run.RunList;
import io.trainyard.launcher.cli.TestRuns;
import io.trainyard.launcher.cli.TestYard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that make a run of another one and follow it. */
class OffspringCommandsTest {
  private final TestYard yard = new TestYard();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void runs() {
    yard.on("/api/v1/runs", new RunList(List.of(TestRuns.failed("r-1")), 1));
    yard.on("/api/v1/runs/r-2", TestRuns.succeeded("r-2"));
    for (String word : List.of("retry", "continue", "clone")) {
      yard.on("/api/v1/runs/r-1/" + word, exchange -> made(word, exchange));
    }
  }

  @AfterEach
  void stop() {
    yard.close();
  }

  @Test
  void followsARetryThroughALossToItsEnd() {
    yard.on(
        "/logs/stream",
        exchange ->
            TestYard.events(
                exchange,
                state("RUNNING", "runs on worker-1", 1, 0)
                    + state("PAUSING", "is being paused", 1, 0)
                    + state("PAUSED", "is paused until somebody resumes it", 1, 0)
                    + state("QUEUED", "waits for a free worker (attempt 1: was killed)", 1, 0)
                    + state("RUNNING", "runs on worker-2", 2, 1430)
                    + state("SUCCEEDED", "has succeeded", 2, 1430)
                    + "event: end\ndata: {\"runId\":\"r-2\",\"state\":\"SUCCEEDED\"}\n\n"));

    assertThat(yard.run("retry", "last")).isZero();

    assertThat(yard.lines())
        .containsSubsequence(
            "RUNNING: runs on worker-1",
            "PAUSING: is being paused",
            "PAUSED: is paused until somebody resumes it: trainyard resume r-2",
            "QUEUED: waits for a free worker (attempt 1: was killed)",
            "RUNNING: runs on worker-2 (attempt 2, from iteration 1,430)",
            "Run r-2 SUCCEEDED: test accuracy 98.71 % on 10,000 test items, loss 0.0391");
    assertThat(yard.out()).doesNotContain("Starting the default box");
  }

  @Test
  void continuesAndClonesWithWhatWasSet() {
    assertThat(yard.run("continue", "r-1", "--epochs", "3", "--detach")).isZero();
    assertThat(
            yard.run(
                "clone",
                "r-1",
                "--set",
                "model=lstm",
                "--set",
                "learning-rate=0.5",
                "--set",
                "batchSize=64",
                "--set",
                "tags=a,b",
                "--set",
                "priority=-3",
                "--detach"))
        .isZero();

    assertThat(asked)
        .containsExactly(
            "continue {\"epochs\":3}",
            "clone {\"model\":\"lstm\",\"batchSize\":64,\"learningRate\":0.5,"
                + "\"tags\":[\"a\",\"b\"],\"priority\":-3}");
    assertThat(yard.lines()).contains("Cancel it: trainyard cancel r-2");
  }

  @Test
  void refusesWhatNoRunCouldHaveBeforeAnythingIsAsked() {
    assertThat(yard.run("continue", "r-1")).isEqualTo(2);
    assertThat(yard.run("continue", "r-1", "--epochs", "0")).isEqualTo(2);
    assertThat(yard.run("clone", "r-1", "--set", "colour=red")).isEqualTo(2);
    assertThat(yard.run("clone", "r-1", "--set", "epochs=many")).isEqualTo(2);
    assertThat(yard.run("clone", "r-1", "--set", "priority=200")).isEqualTo(2);
    assertThat(yard.run("clone", "r-1", "--set", "model=gan")).isEqualTo(2);
    assertThat(yard.run("train", "mlp", "--priority", "-101")).isEqualTo(2);

    assertThat(asked).isEmpty();
    assertThat(yard.err())
        .contains("There is no setting \"colour\"")
        .contains("\"many\" is no number that epochs can have.")
        .contains("priority must be a whole number from -100 to 100, not 200.")
        .contains("\"gan\" is no model type");
  }

  private void made(String word, HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    assertThat(exchange.getRequestHeaders().getFirst("Idempotency-Key")).isNotBlank();
    asked.add(word + " " + body);
    TestYard.json(exchange, 202, TestRuns.queued("r-2", null));
  }

  private static String state(String state, String reason, int attempt, long from) {
    return """
        event: state
        data: {"runId":"r-2","state":"%s","reason":"%s","attempt":%d,"resumedFrom":%d}

        """
        .formatted(state, reason, attempt, from);
  }
}
