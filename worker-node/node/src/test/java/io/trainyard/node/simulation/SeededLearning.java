package io.trainyard.node.simulation;

import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.Steering;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.worker.Assignment;
import io.trainyard.node.worker.Learning;
import io.trainyard.node.worker.LearningEvents;
import io.trainyard.node.worker.LearningEvents.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One attempt's learning in virtual time; behaves to the worker's core as the real one does. */
final class SeededLearning implements Learning {
  private static final StreamPosition START = new StreamPosition(0, 0);
  private static final Duration ITERATION = Duration.ofMillis(700);
  private static final int SAVE_EVERY = 4;

  private final Assignment assignment;
  private final LearningEvents events;
  private final VirtualProcess process;
  private final VirtualStore store;
  private final Points points;
  private final Random random;
  private List<Steering> pending = List.of();
  private VirtualWeights weights;
  private long steps;
  private boolean waiting = true;
  private boolean stopped;
  private boolean saveFirst;
  private boolean saving;
  private boolean asleep;
  private boolean hangs;
  private boolean over;
  private @Nullable RunError trouble;

  SeededLearning(
      Assignment assignment,
      LearningEvents events,
      VirtualProcess process,
      VirtualStore store,
      Points points,
      Random random) {
    this.assignment = assignment;
    this.events = events;
    this.process = process;
    this.store = store;
    this.points = points;
    this.random = random;
    this.weights =
        VirtualWeights.fresh(
            assignment.runId(), assignment.spec().hyperparameters().learningRate());
  }

  private static long iterations(double epochs) {
    return Math.round(epochs) * SeededLearner.ITERATIONS_PER_EPOCH;
  }

  /** The newest checkpoint that verifies is what it goes on from. */
  void prepare() {
    if (stopped) {
      end(new Outcome.Stopped(0));
      return;
    }
    assignment.saves().stream()
        .flatMap(checkpoint -> store.read(checkpoint).stream())
        .findFirst()
        .ifPresent(found -> weights = found);
    pending = assignment.steering().stream().filter(request -> !request.applied()).toList();
    events.ready(new LearningEvents.Beginning(weights.iteration(), START, START));
  }

  @Override
  public void begin() {
    waiting = false;
    process.after(Duration.ofMillis(200 + random.nextInt(800)), this::step);
  }

  private void step() {
    if (over || hangs) {
      return;
    }
    steps++;
    if (store.isPoisoned(assignment.runId())) {
      hinder();
    }
    if (stopped) {
      leave();
    } else if (trouble != null) {
      end(new Outcome.Hindered(trouble, weights.iteration()));
    } else if (!events.mayLearn()) {
      asleep = true;
    } else if (weights.iteration() >= finish()) {
      succeed();
    } else {
      iterate();
      process.after(ITERATION, this::step);
    }
  }

  private long total() {
    Double steered = weights.epochs();
    return iterations(steered == null ? assignment.spec().hyperparameters().epochs() : steered);
  }

  /** Fewer epochs than have been begun: the one it is in is finished. */
  private long finish() {
    long begun = weights.iteration() + SeededLearner.ITERATIONS_PER_EPOCH - 1;
    long epochEnd = begun / SeededLearner.ITERATIONS_PER_EPOCH * SeededLearner.ITERATIONS_PER_EPOCH;
    return Math.max(total(), epochEnd);
  }

  private void iterate() {
    steer();
    weights = weights.learned();
    points.add(assignment.runId(), assignment.attempt(), weights.iteration());
    boolean epochEnds = weights.iteration() % SeededLearner.ITERATIONS_PER_EPOCH == 0;
    if (!saving && (epochEnds || weights.iteration() % SAVE_EVERY == 0)) {
      save(epochEnds);
    }
  }

  private void steer() {
    for (Steering request : assignment.steering()) {
      if (request.iteration() != null && request.iteration() == weights.iteration()) {
        apply(request);
      }
    }
    for (Steering request : pending) {
      if (weights.set().getOrDefault(request.key(), -1L) < request.request()) {
        apply(request);
        events.steerApplied(request.request(), weights.iteration());
      }
    }
  }

  private void apply(Steering request) {
    weights = weights.steered(request);
  }

  private void save(boolean epochEnds) {
    saving = true;
    VirtualWeights copy = weights;
    process.after(
        Duration.ofMillis(100 + random.nextInt(1_500)),
        () -> {
          String id = store.put(assignment.runId(), assignment.attempt(), copy);
          int epoch = (int) ((copy.iteration() - 1) / SeededLearner.ITERATIONS_PER_EPOCH) + 1;
          Double accuracy = epochEnds ? Double.valueOf(random.nextDouble()) : null;
          saving = false;
          events.saved(new Checkpoint(id, 1, epoch, copy.iteration(), accuracy));
        });
  }

  private void leave() {
    if (saving) {
      process.after(Duration.ofMillis(100), this::step);
    } else if (saveFirst && weights.iteration() > 0) {
      saveFirst = false;
      save(false);
      process.after(Duration.ofMillis(100), this::step);
    } else {
      end(new Outcome.Stopped(weights.iteration()));
    }
  }

  private void succeed() {
    end(
        new Outcome.Finished(
            new RunResult(
                weights.name(),
                1,
                1,
                (int) (weights.iteration() / SeededLearner.ITERATIONS_PER_EPOCH),
                weights.iteration(),
                0,
                null,
                1,
                0,
                List.of(),
                1,
                new PhaseTimes(0, 0, 0, 0, 0))));
  }

  private void end(Outcome outcome) {
    if (!over) {
      over = true;
      events.ended(outcome);
    }
  }

  /** The maths thread hangs while the process lives. */
  void hang() {
    hangs = true;
  }

  /** Something fails that may go well the next time. */
  void hinder() {
    trouble = new RunError(Reasons.INTERNAL, "something broke");
  }

  @Override
  public void stop() {
    stopped = true;
    saveFirst = false;
    wake();
  }

  @Override
  public void saveAndStop() {
    if (!stopped) {
      stopped = true;
      saveFirst = true;
      wake();
    }
  }

  @Override
  public void look() {
    wake();
  }

  private void wake() {
    if (asleep) {
      asleep = false;
      process.after(Duration.ofMillis(1), this::step);
    } else if (waiting && stopped && !hangs) {
      process.after(Duration.ofMillis(1), () -> end(new Outcome.Stopped(weights.iteration())));
    }
  }

  @Override
  public void steer(List<Steering> requests) {
    pending = List.copyOf(requests);
  }

  @Override
  public RunProgress progress() {
    return new RunProgress(
        assignment.runId(),
        assignment.attempt(),
        RunProgress.Phase.TRAINING,
        (int) (weights.iteration() / SeededLearner.ITERATIONS_PER_EPOCH) + 1,
        (int) (total() / SeededLearner.ITERATIONS_PER_EPOCH),
        weights.iteration(),
        total(),
        null,
        null);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public boolean isWaiting() {
    return waiting;
  }

  /** Whether it would go on for ever without {@link #hang}. */
  boolean isOver() {
    return over;
  }

  Assignment assignment() {
    return Objects.requireNonNull(assignment);
  }
}
