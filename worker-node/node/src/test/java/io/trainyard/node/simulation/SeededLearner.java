package io.trainyard.node.simulation;

import io.trainyard.node.worker.Assignment;
import io.trainyard.node.worker.Learner;
import io.trainyard.node.worker.Learning;
import io.trainyard.node.worker.LearningEvents;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Learns in virtual time, one iteration at a time, on the process that it belongs to. */
final class SeededLearner implements Learner {
  static final int ITERATIONS_PER_EPOCH = 10;

  private final VirtualProcess process;
  private final VirtualStore store;
  private final Points points;
  private final Random random;
  private @Nullable SeededLearning current;

  SeededLearner(VirtualProcess process, VirtualStore store, Points points, Random random) {
    this.process = process;
    this.store = store;
    this.points = points;
    this.random = random;
  }

  @Override
  public Learning start(Assignment assignment, LearningEvents events) {
    SeededLearning learning =
        new SeededLearning(assignment, events, process, store, points, random);
    current = learning;
    process.after(Duration.ofMillis(50 + random.nextInt(500)), learning::prepare);
    return learning;
  }

  /** What it learns just now, or learned last. */
  Optional<SeededLearning> current() {
    return Optional.ofNullable(current);
  }

  @Override
  public String device() {
    return "virtual";
  }
}
