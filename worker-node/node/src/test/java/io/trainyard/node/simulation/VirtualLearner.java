package io.trainyard.node.simulation;

import io.trainyard.node.worker.Assignment;
import io.trainyard.node.worker.Learner;
import io.trainyard.node.worker.Learning;
import io.trainyard.node.worker.LearningEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Learns in virtual time: iterations pass, checkpoints come, nothing is computed. */
public final class VirtualLearner implements Learner {
  private final VirtualProcess process;
  private final VirtualBlobs blobs;
  private final Settings settings;
  private final List<VirtualLearning> learnings = new ArrayList<>();

  /**
   * How it learns.
   *
   * @param iterations of a run, before any steering
   * @param iterationsPerEpoch what EPOCHS is counted in
   * @param saveEvery iterations between two checkpoints
   * @param step of one iteration
   * @param store of one checkpoint, in the background
   */
  public record Settings(
      long iterations, long iterationsPerEpoch, long saveEvery, Duration step, Duration store) {
    public static Settings usual() {
      return new Settings(100, 20, 10, Duration.ofMillis(500), Duration.ofMillis(200));
    }
  }

  public VirtualLearner(VirtualProcess process, VirtualBlobs blobs, Settings settings) {
    this.process = process;
    this.blobs = blobs;
    this.settings = settings;
  }

  @Override
  public Learning start(Assignment assignment, LearningEvents events) {
    VirtualLearning learning = new VirtualLearning(assignment, events, process, blobs, settings);
    learnings.add(learning);
    learning.prepare();
    return learning;
  }

  /** All it ever began, in order. */
  public List<VirtualLearning> learnings() {
    return List.copyOf(learnings);
  }

  public VirtualLearning last() {
    return learnings.get(learnings.size() - 1);
  }

  @Override
  public String device() {
    return "nothing";
  }
}
