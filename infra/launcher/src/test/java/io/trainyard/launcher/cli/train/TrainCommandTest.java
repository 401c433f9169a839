package io.trainyard.launcher.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.codec.Json;
import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.launcher.cli.TestRuns;
import io.trainyard.launcher.cli.TestYard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainCommandTest {
  private static final String RUN = "r-1";
  private static final String BEGINNING =
      """
      id: 1
      event: state
      data: {"runId":"r-1","state":"RUNNING","reason":"Learns on worker-1.","attempt":1}

      id: 2
      event: metric
      data: {"type":"iteration","runId":"r-1","attempt":1,"sequence":1,"workerId":"worker-1",
      data: "epoch":1,"epochs":2,"iteration":10,"totalIterations":860,"loss":0.5,
      data: "imagesPerSecond":3000.0,"at":"2026-11-23T21:00:00Z"}

      id: 3
      event: metric
      data: {"type":"epoch","runId":"r-1","attempt":1,"sequence":2,"workerId":"worker-1",
      data: "epoch":1,"epochs":2,"iteration":430,"trainLoss":0.21,"validationLoss":0.1,
      data: "validationAccuracy":0.9712,"seconds":17.5,"imagesPerSecond":3100.0,
      data: "at":"2026-11-23T21:00:20Z"}

      """;
  private static final String SUCCESS =
      """
      id: 9
      event: state
      data: {"runId":"r-1","state":"SUCCEEDED","reason":"Trained on worker-1.","attempt":1}

      event: end
      data: {"runId":"r-1","state":"SUCCEEDED"}

      """;

  private final TestYard yard = new TestYard();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    yard.close();
  }

  @Test
  void followsARunToItsEndInPlainLines() {
    withMnist();
    withRun(TestRuns.succeeded(RUN));
    yard.on(
        "/logs/stream",
        exchange -> {
          over.set(true);
          TestYard.events(exchange, BEGINNING + SUCCESS);
        });

    assertThat(yard.run("train", "cnn", "--seed", "7", "--tags", "a,b")).isZero();

    assertThat(bodies.get(0)).contains("\"seed\":7").contains("[\"a\",\"b\"]");
    assertThat(yard.lines())
        .containsSubsequence(
            "Starting the default box ...",
            "Storing MNIST, once ...",
            "mnist stored: 70,000 items in 12 chunks, 54.9 MB raw, 11.1 MB stored (one copy), 4.2 s",
            "QUEUED: Waits for a free worker (2 busy).",
            "RUNNING: Learns on worker-1.",
            "epoch 1/2: loss 0.2100, validation accuracy 97.12 %, 3,100 images/s, 17.5 s",
            "Run r-1 SUCCEEDED: test accuracy 98.71 % on 10,000 test items, loss 0.0391",
            "Time:  loading 1.2 s, training 35.0 s, validating 2.1 s, testing 1.0 s, saving 0.2 s;"
                + " 39.5 s in all, 3,140 images/s",
            "Model: " + TestRuns.MODEL_ID,
            "       225,034 parameters, 1.7 MB; get it with `trainyard model download last`",
            "The cluster goes on running with 2.9 GB of memory; `trainyard down` stops it and keeps"
                + " the data.");
    assertThat(yard.out()).doesNotContain("\u001b").doesNotContain("\r");
    assertThat(yard.err()).isEmpty();
  }

  @Test
  void printsOneJsonObjectPerEventAndTheEndLast() throws Exception {
    withMnist();
    withRun(TestRuns.succeeded(RUN));
    yard.on(
        "/logs/stream",
        exchange -> {
          over.set(true);
          TestYard.events(exchange, BEGINNING + SUCCESS);
        });

    assertThat(yard.run("train", "CNN", "--json")).isZero();

    for (String line : yard.lines()) {
      assertThat(Json.tree(line.getBytes(StandardCharsets.UTF_8)).path("event").asText())
          .isNotEmpty();
    }
    assertThat(yard.lines())
        .last()
        .isEqualTo(
            "{\"event\":\"finished\",\"runId\":\"r-1\",\"state\":\"SUCCEEDED\",\"model\":\"CNN\","
                + "\"epochs\":2,\"attempts\":1,\"testAccuracy\":0.9871,"
                + "\"imagesPerSecond\":3140.4,\"modelId\":\""
                + TestRuns.MODEL_ID
                + "\"}");
    assertThat(yard.err()).contains("Starting the default box");
  }

  @Test
  void seesTheEndThoughTheStreamBreaksInBetween() {
    withMnist();
    withRun(TestRuns.succeeded(RUN));
    AtomicInteger connections = new AtomicInteger();
    yard.on(
        "/logs/stream",
        exchange -> {
          boolean first = connections.incrementAndGet() == 1;
          over.set(!first);
          TestYard.events(exchange, first ? "retry: 10\n\n" + BEGINNING : BEGINNING + SUCCESS);
        });

    assertThat(yard.run("train", "cnn")).isZero();

    assertThat(connections).hasValue(2);
    assertThat(yard.lines()).filteredOn(line -> line.startsWith("epoch 1/2: loss 0.21")).hasSize(1);
    assertThat(yard.out()).contains("connection lost").contains("connected again");
  }

  @Test
  void failsWithTheReasonWhenTheRunFails() {
    withMnist();
    withRun(TestRuns.failed(RUN));
    yard.on(
        "/logs/stream",
        exchange -> {
          over.set(true);
          TestYard.events(exchange, SUCCESS.replace("SUCCEEDED", "FAILED"));
        });

    assertThat(yard.run("train", "cnn")).isEqualTo(1);
    assertThat(yard.out())
        .contains("Run r-1 FAILED: The loss became infinite?[2J at iteration 7. (DIVERGED)");

    assertThat(yard.run("train", "cnn", "--json")).isEqualTo(1);
    assertThat(yard.lines())
        .last()
        .asString()
        .startsWith("{\"event\":\"finished\",\"runId\":\"r-1\",\"state\":\"FAILED\"")
        .contains("\"error\":{\"code\":\"DIVERGED\"");
  }

  @Test
  void learnsSyntheticDigitsLoudlyWhenMnistIsNowhere() {
    yard.on("/api/v1/datasets", new DatasetList(List.of(), List.of()));
    yard.on(
        "/api/v1/datasets/mnist",
        exchange -> {
          if (String.valueOf(exchange.getRequestURI().getQuery()).contains("synthetic")) {
            TestYard.json(exchange, 200, stored("synthetic-digits", true));
          } else {
            Problem problem = Problem.of(ErrorCode.MNIST_UNAVAILABLE, "No network.");
            exchange.getResponseHeaders().set("Content-Type", Problem.MEDIA_TYPE);
            byte[] body = Json.bytes(problem);
            exchange.sendResponseHeaders(503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          }
        });
    withRun(TestRuns.succeeded(RUN));

    assertThat(yard.run("train", "cnn", "--detach")).isZero();

    assertThat(yard.out()).contains("SYNTHETIC digits").contains("trainyard cancel r-1");
    assertThat(bodies.get(0)).contains("\"dataset\":\"synthetic-digits\"");
  }

  @Test
  void saysAnewWhatAQueuedRunWaitsFor() {
    withMnist();
    accepting();
    CountDownLatch asked = new CountDownLatch(2);
    yard.on(
        "/api/v1/runs/" + RUN,
        exchange -> {
          RunView waiting =
              asked.getCount() == 2
                  ? TestRuns.queued(RUN, null)
                  : TestRuns.waiting(RUN, "Waits for MNIST (6,361 of 70,000).");
          TestYard.json(exchange, 200, over.get() ? TestRuns.succeeded(RUN) : waiting);
          asked.countDown();
        });
    yard.on(
        "/logs/stream",
        exchange -> {
          // Nothing happens to the run; only the reason for its waiting changes.
          await(asked);
          over.set(true);
          TestYard.events(exchange, BEGINNING + SUCCESS);
        });

    assertThat(yard.run("train", "cnn")).isZero();

    assertThat(yard.lines())
        .containsSubsequence(
            "QUEUED: Waits for a free worker (2 busy).",
            "QUEUED: Waits for MNIST (6,361 of 70,000).",
            "RUNNING: Learns on worker-1.");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void refusesWrongUsageBeforeAnythingIsStarted() {
    assertThat(yard.run("train", "gan")).isEqualTo(2);
    assertThat(yard.run("train", "mlp", "--epochs", "0")).isEqualTo(2);
    assertThat(yard.run("train", "mlp", "--learning-rate", "NaN")).isEqualTo(2);
    assertThat(yard.run("train", "mlp", "--epochs", "many")).isEqualTo(2);
    assertThat(yard.run("train", "mlp", "--epoch", "1")).isEqualTo(2);
    assertThat(yard.run("train")).isEqualTo(2);

    assertThat(yard.out()).isEmpty();
    assertThat(yard.err())
        .contains("\"gan\" is no model type; there are MLP, CNN and LSTM.")
        .contains("epochs must be a whole number from 1 to 10000, not 0.")
        .contains("learningRate must be a number above 0 and at most 10, not NaN.")
        .contains("--epochs")
        .contains("See `trainyard train --help`.");
  }

  @Test
  void saysWhichDatasetIsUnknown() {
    yard.refusing(
        "/api/v1/datasets/nope", ErrorCode.DATASET_NOT_FOUND, "There is no dataset nope.");

    assertThat(yard.run("train", "mlp", "--dataset", "nope")).isEqualTo(1);

    assertThat(yard.err()).isEqualTo("There is no dataset nope.\n");
  }

  private void withMnist() {
    yard.on("/api/v1/datasets", new DatasetList(List.of(), List.of()));
    yard.on("/api/v1/datasets/mnist", stored("mnist", false));
  }

  private void withRun(RunView ended) {
    accepting();
    yard.on(
        "/api/v1/runs/" + RUN,
        exchange -> TestYard.json(exchange, 200, over.get() ? ended : TestRuns.queued(RUN, null)));
  }

  private void accepting() {
    yard.on(
        "/send_task/cnn",
        exchange -> {
          over.set(false);
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          TestYard.json(
              exchange, 202, new SubmitAnswer(RUN, "accepted", RunState.QUEUED, "/r", "/s"));
        });
  }

  private static StoreAnswer stored(String name, boolean synthetic) {
    return new StoreAnswer(
        "stored",
        "d".repeat(64),
        name,
        "mirror",
        synthetic,
        70_000,
        12,
        54_880_000,
        11_060_000,
        1,
        4.2);
  }
}
