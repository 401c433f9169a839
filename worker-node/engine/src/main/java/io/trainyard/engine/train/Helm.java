package io.trainyard.engine.train;

import io.trainyard.contract.run.Hyperparameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which requests take effect now. Of each key only higher offsets do; one that is recorded
 * to have taken effect at a later iteration waits for that. Used by the learning thread.
 */
final class Helm {
  private final List<AppliedSteering> recorded;
  private final Set<SteeringRequest> known;
  private final SteeringSource source;
  private final Map<SteeringKey, AppliedSteering> applied = new EnumMap<>(SteeringKey.class);
  private Hyperparameters settings;

  /**
   * @param contained what the state that the training goes on from has in it
   * @param recorded what took effect before, also later than that state
   */
  Helm(
      Hyperparameters asked,
      List<AppliedSteering> contained,
      List<AppliedSteering> recorded,
      SteeringSource source) {
    this.recorded = recorded;
    this.known = recorded.stream().map(AppliedSteering::request).collect(Collectors.toSet());
    this.source = source;
    this.settings = asked;
    contained.forEach(this::keep);
  }

  /** With all changes so far. */
  Hyperparameters settings() {
    return settings;
  }

  /** The last of each key. */
  List<AppliedSteering> applied() {
    return List.copyOf(applied.values());
  }

  /**
   * What takes effect before an iteration; already in {@link #settings()} on return.
   *
   * @param fewestEpochs those begun: no request can undo them
   */
  List<AppliedSteering> turn(Set<SteeringKey> keys, long nextIteration, int fewestEpochs) {
    List<SteeringRequest> wanted = source.wanted();
    if (wanted.isEmpty() && recorded.isEmpty()) {
      return List.of();
    }
    List<AppliedSteering> turned = new ArrayList<>();
    for (SteeringRequest request : due(wanted, nextIteration)) {
      if (keys.contains(request.key()) && isNew(request)) {
        double value =
            request.key() == SteeringKey.EPOCHS
                ? Math.max(request.value(), fewestEpochs)
                : request.value();
        AppliedSteering steering = new AppliedSteering(request, value, nextIteration);
        keep(steering);
        turned.add(steering);
      }
    }
    return turned;
  }

  private List<SteeringRequest> due(List<SteeringRequest> wanted, long nextIteration) {
    List<SteeringRequest> due = new ArrayList<>();
    for (AppliedSteering steering : recorded) {
      if (steering.iteration() <= nextIteration) {
        due.add(steering.request());
      }
    }
    for (SteeringRequest request : wanted) {
      if (!known.contains(request)) {
        due.add(request);
      }
    }
    // The newest first, so that older ones of the same key are passed over.
    due.sort(Comparator.comparingLong(SteeringRequest::requestOffset).reversed());
    return due;
  }

  private boolean isNew(SteeringRequest request) {
    AppliedSteering last = applied.get(request.key());
    return last == null || request.requestOffset() > last.request().requestOffset();
  }

  private void keep(AppliedSteering steering) {
    applied.put(steering.key(), steering);
    settings = steering.key().change(settings, steering.value());
  }
}
