package io.trainyard.node.run;

import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.run.Steering;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** What was asked to be changed while a run learns, in the journal's order. Immutable. */
public record SteeringList(PVector<Steering> requests) {
  public static final SteeringList NONE = new SteeringList(TreePVector.empty());

  SteeringList with(Steering request) {
    return new SteeringList(requests.plus(request));
  }

  /** The request was carried out; empty when there is none of that name still open. */
  Optional<SteeringList> applied(long request, long iteration) {
    for (int i = 0; i < requests.size(); i++) {
      Steering steering = requests.get(i);
      if (steering.request() == request && !steering.applied()) {
        return Optional.of(new SteeringList(requests.with(i, steering.appliedAt(iteration))));
      }
    }
    return Optional.empty();
  }

  /** The latest request of a key that is still to be carried out. */
  public Optional<Steering> pending(SteerKey key) {
    return latest(key).filter(steering -> !steering.applied());
  }

  /** What is to be carried out at once, one a key at most. */
  public List<Steering> pending() {
    return Arrays.stream(SteerKey.values()).flatMap(key -> pending(key).stream()).toList();
  }

  /**
   * What an attempt must apply: the applied ones, each again at its recorded iteration, in order;
   * of a key with a pending request only that one.
   */
  public List<Steering> plan() {
    return requests.stream()
        .filter(
            steering -> isLatest(steering) || (steering.applied() && pendingOf(steering).isEmpty()))
        .toList();
  }

  /** The latest value of a key, pending or applied. */
  public Optional<Steering> latest(SteerKey key) {
    return of(key).reduce((earlier, later) -> later);
  }

  private Stream<Steering> of(SteerKey key) {
    return requests.stream().filter(steering -> steering.key() == key);
  }

  private boolean isLatest(Steering steering) {
    return latest(steering.key()).filter(steering::equals).isPresent();
  }

  private Optional<Steering> pendingOf(Steering steering) {
    return pending(steering.key());
  }
}
