package io.trainyard.node.simulation;

import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.run.Steering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a network's weights and optimizer: a number that depends on the run and on every
 * iteration's learning rate, so that two are equal just when they were learned alike.
 *
 * @param epochs that were steered to; null as submitted
 * @param set the newest request carried out of each key, by which an older one is known as
 *     overtaken
 */
record VirtualWeights(
    long value,
    long iteration,
    double learningRate,
    @Nullable Double epochs,
    Map<SteerKey, Long> set) {
  VirtualWeights {
    set = Map.copyOf(set);
  }

  static VirtualWeights fresh(String runId, double learningRate) {
    return new VirtualWeights(runId.hashCode(), 0, learningRate, null, Map.of());
  }

  VirtualWeights learned() {
    long mixed = value * 6364136223846793005L + Double.doubleToLongBits(learningRate) + iteration;
    return new VirtualWeights(mixed ^ (mixed >>> 29), iteration + 1, learningRate, epochs, set);
  }

  /** With a request carried out; an older one than what is set of its key changes nothing. */
  VirtualWeights steered(Steering request) {
    if (set.getOrDefault(request.key(), -1L) >= request.request()) {
      return this;
    }
    Map<SteerKey, Long> now = new HashMap<>(set);
    now.put(request.key(), request.request());
    boolean rate = request.key() == SteerKey.LEARNING_RATE;
    return new VirtualWeights(
        value,
        iteration,
        rate ? request.value() : learningRate,
        rate ? epochs : Double.valueOf(request.value()),
        now);
  }

  /** What a run without any interruption comes to, given what the journal says of its steering. */
  static VirtualWeights undisturbed(VirtualWeights from, long iterations, List<Steering> requests) {
    VirtualWeights weights = from;
    while (weights.iteration() < iterations) {
      for (Steering request : requests) {
        if (request.iteration() != null && request.iteration() == weights.iteration()) {
          weights = weights.steered(request);
        }
      }
      weights = weights.learned();
    }
    return weights;
  }

  String name() {
    return Long.toHexString(value);
  }
}
