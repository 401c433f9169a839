package io.trainyard.node.simulation;

import io.trainyard.contract.journal.StreamPosition;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.run.Steering;
import io.trainyard.node.worker.Assignment;
import io.trainyard.node.worker.Learning;
import io.trainyard.node.worker.LearningEvents;
import io.trainyard.node.worker.LearningEvents.Beginning;
import io.trainyard.node.worker.LearningEvents.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One learning in virtual time. */
public final class VirtualLearning implements Learning {
  private static final Duration READ = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final StreamPosition HERE = new StreamPosition(0, 0);

  private final Assignment assignment;
  private final LearningEvents events;
  private final VirtualProcess process;
  private final VirtualBlobs blobs;
  private final VirtualLearner.Settings settings;
  private final List<Steering> applied = new ArrayList<>();
  private List<Steering> pending = List.of();
  private long total;
  private long iteration;
  private long saved;
  private long steps;
  private int storing;
  private boolean waiting = true;
  private boolean begun;
  private boolean stop;
  private boolean save;
  private boolean suspended;
  private boolean hanging;
  private boolean ended;

  VirtualLearning(
      Assignment assignment,
      LearningEvents events,
      VirtualProcess process,
      VirtualBlobs blobs,
      VirtualLearner.Settings settings) {
    this.assignment = assignment;
    this.events = events;
    this.process = process;
    this.blobs = blobs;
    this.settings = settings;
    this.total = settings.iterations();
  }

  public Assignment assignment() {
    return assignment;
  }

  /** Iterations done, over all attempts. */
  public long iteration() {
    return iteration;
  }

  public boolean isSuspended() {
    return suspended;
  }

  public boolean hasEnded() {
    return ended;
  }

  /** What took effect in this attempt, in order, those again after a resume included. */
  public List<Steering> applied() {
    return List.copyOf(applied);
  }

  /** From now on it does nothing and hears nothing, as maths that never returns. */
  public void hang() {
    hanging = true;
  }

  /** Ends with this outcome at once. */
  public void fail(RunError error, boolean hopeless) {
    end(hopeless ? new Outcome.Hopeless(error, iteration) : new Outcome.Hindered(error, iteration));
  }

  void prepare() {
    process.after(READ, this::prepared);
  }

  private void prepared() {
    if (stop || save) {
      end(new Outcome.Stopped(iteration));
    } else if (blobs.isAway()) {
      process.after(RETRY, this::prepared);
    } else {
      iteration = origin().map(Checkpoint::iteration).orElse(0L);
      saved = iteration;
      events.ready(new Beginning(iteration, HERE, HERE));
    }
  }

  private Optional<Checkpoint> origin() {
    return assignment.saves().stream()
        .filter(blobs::verifies)
        .findFirst()
        .or(() -> Optional.ofNullable(assignment.startFrom()));
  }

  @Override
  public void begin() {
    if (!begun && !ended) {
      begun = true;
      waiting = false;
      process.after(settings.step(), this::step);
    }
  }

  private void step() {
    if (ended || hanging) {
      return;
    }
    if (stop) {
      end(new Outcome.Stopped(iteration));
    } else if (save) {
      saveAndEnd();
    } else if (!events.mayLearn()) {
      suspended = true;
    } else if (iteration >= total) {
      end(new Outcome.Finished(result()));
    } else {
      turn();
      iteration++;
      steps++;
      if (iteration % settings.saveEvery() == 0 && storing == 0 && iteration > saved) {
        store(iteration);
      }
      process.after(settings.step(), this::step);
    }
  }

  /** Before an iteration: what was applied after the one before, again; what is new, now. */
  private void turn() {
    for (Steering steering : assignment.steering()) {
      Long after = steering.iteration();
      if (after != null && after == iteration) {
        apply(steering);
      }
    }
    for (Steering steering : pending) {
      if (applied.stream().noneMatch(done -> done.request() == steering.request())) {
        apply(steering);
      }
    }
  }

  private void apply(Steering steering) {
    applied.add(steering.appliedAt(iteration));
    if (steering.key() == SteerKey.EPOCHS) {
      total = Math.max(iteration + 1, ((long) steering.value()) * settings.iterationsPerEpoch());
    }
    events.steerApplied(steering.request(), iteration);
  }

  private void store(long at) {
    storing++;
    process.after(
        settings.store(),
        () -> {
          storing--;
          if (!blobs.isAway() && !hanging) {
            stored(at);
          }
        });
  }

  private void stored(long at) {
    Checkpoint checkpoint =
        new Checkpoint(
            assignment.runId() + "/" + assignment.attempt() + "/" + at,
            1,
            (int) (at / settings.iterationsPerEpoch()) + 1,
            at,
            at % settings.iterationsPerEpoch() == 0 ? (double) at / (total + at) : null);
    saved = at;
    blobs.put(checkpoint);
    events.saved(checkpoint);
  }

  private void saveAndEnd() {
    waiting = true;
    process.after(settings.store(), this::lastStored);
  }

  private void lastStored() {
    if (ended || hanging) {
      return;
    }
    if (blobs.isAway() && !stop) {
      process.after(RETRY, this::lastStored);
      return;
    }
    if (!blobs.isAway() && iteration > saved) {
      stored(iteration);
    }
    end(new Outcome.Stopped(iteration));
  }

  private void end(Outcome outcome) {
    if (!ended) {
      ended = true;
      events.ended(outcome);
    }
  }

  @Override
  public void stop() {
    stop = true;
    wake();
  }

  @Override
  public void saveAndStop() {
    save = true;
    wake();
  }

  private void wake() {
    if (!begun && !hanging) {
      process.after(Duration.ZERO, () -> end(new Outcome.Stopped(iteration)));
    } else if (suspended) {
      suspended = false;
      process.after(Duration.ZERO, this::step);
    }
  }

  @Override
  public void look() {
    if (suspended && events.mayLearn()) {
      suspended = false;
      process.after(Duration.ZERO, this::step);
    }
  }

  @Override
  public void steer(List<Steering> wanted) {
    pending = List.copyOf(wanted);
  }

  @Override
  public RunProgress progress() {
    @Nullable Double loss = null;
    return new RunProgress(
        assignment.runId(),
        assignment.attempt(),
        RunProgress.Phase.TRAINING,
        (int) (iteration / settings.iterationsPerEpoch()) + 1,
        (int) (total / settings.iterationsPerEpoch()),
        iteration,
        total,
        loss,
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

  private RunResult result() {
    return new RunResult(
        "model-of-" + assignment.runId(),
        1,
        1,
        (int) (total / settings.iterationsPerEpoch()),
        iteration,
        0.1,
        0.9,
        0.9,
        0.2,
        List.of(),
        1000,
        new PhaseTimes(0, 1, 0, 0, 0));
  }
}
