package io.trainyard.launcher.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.launcher.cli.TestRuns;
import io.trainyard.launcher.cli.TestYard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGINT to be sent")
class InterruptionTest {
  private final TestYard yard = new TestYard();
  private final AtomicInteger cancelled = new AtomicInteger();

  @AfterEach
  void stop() {
    yard.close();
  }

  @Test
  void controlCLeavesTheRunGoingSaysSoAndEndsWith130(@TempDir Path folder) throws Exception {
    yard.on("/api/v1/datasets/own", dataset());
    yard.on(
        "/send_task/cnn",
        new SubmitAnswer("r-1", "accepted", RunState.QUEUED, "/api/v1/runs/r-1", "/s"));
    yard.on("/api/v1/runs/r-1", TestRuns.queued("r-1", null));
    yard.on(
        "/api/v1/runs/r-1/cancel",
        exchange -> {
          cancelled.incrementAndGet();
          exchange.close();
        });
    yard.on("/logs/stream", exchange -> TestYard.events(exchange, "retry: 60000\n\n"));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process train = start(out, err, "train", "cnn", "--dataset", "own");
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Files.readString(out, UTF_8).contains("QUEUED: Waits for a free worker"));

      new ProcessBuilder("kill", "-INT", Long.toString(train.pid())).start().waitFor();

      assertThat(train.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      train.destroyForcibly();
    }
    assertThat(train.exitValue()).isEqualTo(130);
    assertThat(Files.readString(err, UTF_8))
        .contains(
            """
            Run r-1 goes on.
            Watch it:  trainyard logs r-1 --follow
            Cancel it: trainyard cancel r-1
            """);
    assertThat(cancelled).hasValue(0);
  }

  private Process start(Path out, Path err, String... words) throws IOException {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TrainProcess.class.getName(),
            yard.address().toString());
    program.command().addAll(List.of(words));
    return program.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  private static DatasetView dataset() {
    return new DatasetView(
        "d1",
        "own",
        "upload",
        false,
        TestYard.NOW,
        List.of(28, 28),
        10,
        List.of(),
        8,
        1,
        1,
        1,
        10,
        5,
        1,
        List.of());
  }
}
