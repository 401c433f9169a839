package io.trainyard.launcher.cli.run;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.run.AttemptView;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.Steering;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Moment;
import io.trainyard.launcher.cli.text.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run on one page. */
final class RunPage {
  private final RunView run;
  private final Screen screen;
  private final Moment moment;

  RunPage(RunView run, CommandContext context) {
    this.run = run;
    this.screen = context.screen();
    this.moment = new Moment(context.clock());
  }

  void print() {
    identity();
    settings();
    RunProgress progress = run.progress();
    if (progress != null && !run.state().isTerminal()) {
      progress(progress);
    }
    RunResult result = run.result();
    if (result != null) {
      result(result);
    }
    attempts();
    steering();
  }

  private void identity() {
    line("run", run.runId());
    optional("name", run.name());
    screen.line(label("state") + screen.style().state(run.state()) + ", " + safe(run.reason()));
    RunError error = run.error();
    if (error != null) {
      line("error", error.code() + ": " + error.message());
    }
    optional("worker", run.worker());
    Lineage parent = run.parent();
    if (parent != null) {
      line("parent", LineageText.of(parent));
    }
    if (run.priority() != 0) {
      line("priority", Integer.toString(run.priority()));
    }
    if (run.archived()) {
      line("archived", "yes");
    }
    line("submitted", moment.full(run.submittedAt()));
    if (run.startedAt() != null) {
      line("started", moment.full(run.startedAt()));
    }
    if (run.endedAt() != null) {
      line("ended", moment.full(run.endedAt()));
    }
  }

  private void settings() {
    Hyperparameters with = run.hyperparameters();
    line("model", run.model().name());
    String id = run.datasetId();
    line("dataset", run.dataset() + (id == null ? "" : " (" + id + ")"));
    line(
        "settings",
        with.epochs()
            + " epochs, batch size "
            + with.batchSize()
            + ", learning rate "
            + Amount.number(with.learningRate())
            + ", seed "
            + with.seed());
    if (!run.tags().isEmpty()) {
      line("tags", String.join(", ", run.tags()));
    }
    String notes = run.notes();
    if (notes != null) {
      notes.lines().forEach(note -> line("notes", note));
    }
    Checkpoint saved = run.checkpoint();
    if (saved != null) {
      checkpoint(saved);
    }
  }

  private void checkpoint(Checkpoint saved) {
    Double accuracy = saved.validationAccuracy();
    line(
        "checkpoint",
        "iteration "
            + Amount.count(saved.iteration())
            + ", epoch "
            + saved.epoch()
            + (accuracy == null ? "" : ", validation accuracy " + Amount.percent(accuracy))
            + ", "
            + Amount.bytes(saved.bytes())
            + ", "
            + saved.blobId());
  }

  private void progress(RunProgress progress) {
    Double speed = progress.imagesPerSecond();
    line(
        "progress",
        progress.phase()
            + ", epoch "
            + progress.epoch()
            + "/"
            + progress.epochs()
            + ", iteration "
            + Amount.count(progress.iteration())
            + "/"
            + Amount.count(progress.totalIterations())
            + (speed == null ? "" : ", " + Amount.rate(speed)));
  }

  private void result(RunResult result) {
    Double validation = result.validationAccuracy();
    ResultText text = new ResultText(result);
    line("accuracy", text.accuracy());
    if (validation != null) {
      line("validation", Amount.percent(validation) + " after the last epoch");
    }
    line("time", text.times());
    line("model id", result.modelId());
    line("size", text.size());
    confusion(result.confusion());
  }

  private void confusion(List<List<Integer>> counts) {
    int classes = counts.size();
    if (classes == 0 || classes > 20) {
      return;
    }
    String[] titles = new String[classes + 1];
    titles[0] = "ACTUAL";
    for (int guess = 0; guess < classes; guess++) {
      titles[guess + 1] = ">" + guess;
    }
    Table table = new Table(titles);
    for (int actual = 0; actual < classes; actual++) {
      String[] cells = new String[classes + 1];
      cells[0] = Integer.toString(actual);
      for (int guess = 0; guess < classes; guess++) {
        cells[guess + 1] = Integer.toString(counts.get(actual).get(guess));
      }
      table.row(cells);
    }
    screen.line("");
    screen.line("Test items by actual class (rows) and predicted class (columns):");
    table.lines(screen.style()).forEach(screen::line);
  }

  private void attempts() {
    if (run.attempts().isEmpty()) {
      return;
    }
    Table table =
        new Table(
            ">ATTEMPT", "WORKER", "OUTCOME", ">FROM", ">TO", "OPENED", "STARTED", "ENDED", "WHY");
    for (AttemptView attempt : run.attempts()) {
      table.row(
          Integer.toString(attempt.number()),
          or(attempt.worker(), "-"),
          attempt.outcome(),
          iteration(attempt.resumedFrom()),
          iteration(attempt.lastIteration()),
          moment.time(attempt.openedAt()),
          time(attempt.startedAt()),
          time(attempt.endedAt()),
          or(attempt.why(), "-"));
    }
    screen.line("");
    screen.line("Attempts, and from which iteration to which each of them came:");
    table.lines(screen.style()).forEach(screen::line);
  }

  private void steering() {
    if (run.steering().isEmpty()) {
      return;
    }
    Table table = new Table("STEERED", "ASKED", "OUTCOME");
    for (Steering steering : run.steering()) {
      table.row(
          SteeringText.value(steering),
          moment.time(steering.requestedAt()),
          SteeringText.outcome(steering, run));
    }
    screen.line("");
    table.lines(screen.style()).forEach(screen::line);
  }

  private static String iteration(@Nullable Long number) {
    return number == null ? "-" : Amount.count(number);
  }

  private String time(@Nullable Instant at) {
    return at == null ? "-" : moment.time(at);
  }

  private void optional(String label, @Nullable String value) {
    if (value != null) {
      line(label, value);
    }
  }

  private void line(String label, String value) {
    screen.line(label(label) + safe(value));
  }

  private String label(String label) {
    return screen.style().dim(String.format(java.util.Locale.ROOT, "%-12s", label));
  }

  private static String safe(String text) {
    return Words.safe(text);
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}
