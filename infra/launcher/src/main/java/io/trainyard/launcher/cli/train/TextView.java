package io.trainyard.launcher.cli.train;

import io.trainyard.client.stream.RunChange;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.run.ChangeText;
import io.trainyard.launcher.cli.run.LineageText;
import io.trainyard.launcher.cli.run.LogView;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Moment;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines for people; how progress within an epoch is shown is the {@link Progress}'s affair. */
final class TextView implements FollowView {
  private static final Set<String> LOUD = Set.of("WARN", "ERROR");

  private final Screen screen;
  private final Moment moment;
  private final Progress progress;
  private final TrainSummary summary;
  private boolean lost;
  private @Nullable RunState shown;
  private int attempt;

  TextView(Screen screen, Moment moment, Progress progress, TrainSummary summary) {
    this.screen = screen;
    this.moment = moment;
    this.progress = progress;
    this.summary = summary;
  }

  @Override
  public void step(String sentence) {
    line(Words.safe(sentence));
  }

  @Override
  public void warning(String sentence) {
    line(screen.style().alarm(Words.safe(sentence)));
  }

  @Override
  public void stored(StoreAnswer dataset) {
    line(
        Words.safe(dataset.name())
            + " stored: "
            + Amount.count(dataset.items())
            + " items in "
            + dataset.chunks()
            + " chunks, "
            + Amount.bytes(dataset.rawBytes())
            + " raw, "
            + Amount.bytes(dataset.storedBytes())
            + " stored"
            + (dataset.copies() == 1 ? " (one copy)" : " (" + dataset.copies() + " copies)")
            + ", "
            + Amount.seconds(dataset.seconds()));
  }

  @Override
  public void submitted(RunView run) {
    Lineage parent = run.parent();
    line(
        "Run "
            + screen.style().bold(run.runId())
            + ": "
            + run.model()
            + " on "
            + Words.safe(run.dataset())
            + ", "
            + run.hyperparameters().epochs()
            + " epochs, batch size "
            + run.hyperparameters().batchSize()
            + ", learning rate "
            + Amount.number(run.hyperparameters().learningRate())
            + ", seed "
            + run.hyperparameters().seed()
            + (parent == null ? "" : ", " + LineageText.of(parent)));
    state(run.state(), run.reason(), 0);
  }

  @Override
  public void event(StreamEvent event, RunWatch now) {
    if (event instanceof StreamEvent.Change change) {
      state(now.state(), now.reason() + more(change.change()), now.attempt());
    } else if (event instanceof StreamEvent.Point point) {
      if (point.metric() instanceof Metric.Epoch epoch) {
        epoch(epoch);
      }
      progress.show(now);
    } else if (event instanceof StreamEvent.Log log && LOUD.contains(log.line().level())) {
      loud(log.line());
    } else {
      connection(event);
    }
  }

  @Override
  public void tick(RunWatch now) {
    if (now.state() == RunState.RUNNING && now.iteration() > 0) {
      progress.show(now);
    }
  }

  @Override
  public void finished(RunView run) {
    progress.clear();
    summary.lines(run).forEach(screen::line);
  }

  /** Only what a queued run waits for is worth a line of its own within a state. */
  private void state(RunState state, String reason, int number) {
    boolean said = state == shown && number == attempt && state != RunState.QUEUED;
    shown = state;
    attempt = number;
    if (!said && !state.isTerminal()) {
      line(screen.style().state(state) + ": " + Words.safe(reason));
    }
  }

  private static String more(RunChange change) {
    return change.state() == RunState.PAUSED
        ? ": trainyard resume " + change.runId()
        : ChangeText.attempt(change);
  }

  private void epoch(Metric.Epoch epoch) {
    Double accuracy = epoch.validationAccuracy();
    line(
        "epoch "
            + epoch.epoch()
            + "/"
            + epoch.epochs()
            + ": loss "
            + Amount.loss(epoch.trainLoss())
            + (accuracy == null ? "" : ", validation accuracy " + Amount.percent(accuracy))
            + ", "
            + Amount.rate(epoch.imagesPerSecond())
            + ", "
            + Amount.seconds(epoch.seconds()));
  }

  private void loud(LogLine log) {
    line(screen.style().alarm(LogView.line(moment, log, null)));
  }

  private void connection(StreamEvent event) {
    if (event instanceof StreamEvent.Disconnected broken && !lost) {
      lost = true;
      line("connection lost (" + Words.safe(broken.why()) + "); the run goes on, trying again");
    } else if (event instanceof StreamEvent.Connected && lost) {
      lost = false;
      line("connected again");
    }
  }

  private void line(String text) {
    progress.clear();
    screen.line(text);
  }
}
