package io.trainyard.launcher.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.run.RunList;
import io.trainyard.launcher.cli.TestRuns;
import io.trainyard.launcher.cli.TestYard;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlCommandsTest {
  private final TestYard yard = new TestYard();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void runs() {
    yard.on(
        "/api/v1/runs",
        exchange -> {
          asked.add(String.valueOf(exchange.getRequestURI().getQuery()));
          TestYard.json(
              exchange,
              200,
              new RunList(List.of(TestRuns.storied("r-2"), TestRuns.queued("r-1", "x")), 2));
        });
  }

  @AfterEach
  void stop() {
    yard.close();
  }

  @Test
  void asksTheSameOfSeveralRunsAndSaysHowEachStands() {
    answering("/api/v1/runs/r-1/pause");
    yard.refusing(
        "/api/v1/runs/r-2/pause",
        ErrorCode.ILLEGAL_TRANSITION,
        "The run is CANCELLED: the run has ended.");

    assertThat(yard.run("pause", "r-2", "x", "r-1")).isEqualTo(1);

    assertThat(yard.lines())
        .containsExactly("Run r-1 is QUEUED: Waits for a free worker (2 busy).");
    assertThat(yard.err()).isEqualTo("Run r-2: The run is CANCELLED: the run has ended.\n");
    assertThat(asked).contains("POST /api/v1/runs/r-1/pause ");
  }

  @Test
  void nothingIsAskedWhenOneOfTheRunsIsUnknown() {
    answering("/api/v1/runs/r-1/resume");

    assertThat(yard.run("resume", "r-1", "nope")).isEqualTo(1);

    assertThat(asked).noneMatch(call -> call.startsWith("POST"));
  }

  @Test
  void steersWithAbsoluteValues() {
    yard.on(
        "/api/v1/runs/r-2/steer",
        exchange -> {
          note(exchange);
          TestYard.json(exchange, 202, TestRuns.storied("r-2"));
        });

    assertThat(yard.run("steer", "last", "--learning-rate", "0.0002", "--epochs", "8")).isZero();
    assertThat(yard.run("steer", "last")).isEqualTo(2);
    assertThat(yard.run("steer", "last", "--epochs", "0")).isEqualTo(2);

    assertThat(asked)
        .contains("POST /api/v1/runs/r-2/steer {\"learningRate\":2.0E-4,\"epochs\":8}");
    assertThat(yard.lines()).containsExactly("Run r-2 is to have 8 epochs.");
    assertThat(yard.err())
        .contains("Give --learning-rate, --epochs or both.")
        .contains("epochs must be a whole number from 1 to 10000, not 0.");
  }

  @Test
  void takesANegativePriorityForANumber() {
    answering("/api/v1/runs/r-1/priority");

    assertThat(yard.run("priority", "x", "-5")).isZero();
    assertThat(yard.run("priority", "x", "101")).isEqualTo(2);
    assertThat(yard.run("priority", "x", "--high")).isEqualTo(2);

    assertThat(asked).contains("POST /api/v1/runs/r-1/priority {\"priority\":-5}");
  }

  @Test
  void addsTagsAndTakesThemAway() {
    answering("/api/v1/runs/r-2");

    assertThat(yard.run("tag", "r-2", "+slow", "-a", "hot", "--", "-hot")).as(yard.err()).isZero();
    assertThat(yard.run("tag", "r-2")).isZero();
    assertThat(yard.run("tag", "r-2", "a\u0007")).isEqualTo(2);
    assertThat(yard.run("tag", "-h")).isZero();

    assertThat(asked)
        .filteredOn(call -> call.startsWith("PATCH"))
        .containsExactly("PATCH /api/v1/runs/r-2 {\"tags\":[\"b\",\"slow\"]}");
    assertThat(yard.lines()).contains("Run r-2: a, b");
  }

  @Test
  void writesShowsAndTakesAwayANote() {
    answering("/api/v1/runs/r-2");

    assertThat(yard.run("note", "r-2")).isZero();
    assertThat(yard.run("note", "r-2", "too slow")).isZero();
    assertThat(yard.run("note", "r-2", "")).isZero();
    assertThat(yard.run("note", "r-2", "x".repeat(5_000))).isEqualTo(2);

    assertThat(yard.lines()).startsWith("first line", "second?[2J");
    assertThat(asked)
        .filteredOn(call -> call.startsWith("PATCH"))
        .containsExactly(
            "PATCH /api/v1/runs/r-2 {\"notes\":\"too slow\"}",
            "PATCH /api/v1/runs/r-2 {\"notes\":\"\"}");
  }

  @Test
  void archivesAndBringsBack() {
    answering("/api/v1/runs/r-1");
    answering("/api/v1/runs/r-2");

    assertThat(yard.run("archive", "r-1", "r-2")).isZero();
    assertThat(yard.run("archive", "--undo", "r-2", "--json")).isZero();

    assertThat(asked)
        .filteredOn(call -> call.startsWith("PATCH"))
        .containsExactly(
            "PATCH /api/v1/runs/r-1 {\"archived\":true}",
            "PATCH /api/v1/runs/r-2 {\"archived\":true}",
            "PATCH /api/v1/runs/r-2 {\"archived\":false}");
    assertThat(yard.lines()).last().asString().startsWith("{\"runId\":\"r-2\"");
  }

  @Test
  void listsWhatIsAskedForAndThePriorityWhereThereIsOne() {
    assertThat(yard.run("runs", "--tag", "a", "--model", "cnn", "--all")).isZero();
    assertThat(yard.run("runs")).isZero();

    assertThat(asked)
        .containsExactly(
            "model=CNN&tag=a&archived=all&sort=newest&limit=20&offset=0",
            "archived=false&sort=newest&limit=20&offset=0");
    assertThat(yard.lines().get(0)).matches("RUN +NAME +MODEL +DATASET +PRIORITY +STATE .*");
    assertThat(yard.lines().get(1)).contains(" 5  CANCELLED, archived ");
  }

  @Test
  void tellsARunsWholeStory() {
    answering("/api/v1/runs/r-2");

    assertThat(yard.run("show", "last")).isZero();

    assertThat(yard.lines())
        .contains(
            "parent      continues r-0",
            "priority    5",
            "notes       first line",
            "notes       second?[2J",
            "checkpoint  iteration 430, epoch 1, validation accuracy 97.79 %, 2.7 MB, "
                + "c".repeat(64))
        .anyMatch(line -> line.matches("learning rate 0.0005 +\\S+ +applied after iteration 512"))
        .anyMatch(line -> line.matches("4 epochs +\\S+ +not applied: a later one .*"))
        .anyMatch(line -> line.matches("8 epochs +\\S+ +not applied: run ended"))
        .anyMatch(line -> line.matches(" +1 +worker-1 +LOST +0 +430 .* was killed"))
        .anyMatch(line -> line.matches(" +2 +worker-2 +CANCELLED +430 +600 .*"));
  }

  private void answering(String path) {
    yard.on(
        path,
        exchange -> {
          note(exchange);
          boolean second = path.contains("r-2");
          TestYard.json(
              exchange, 200, second ? TestRuns.storied("r-2") : TestRuns.queued("r-1", "x"));
        });
  }

  private void note(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }
}
