package io.trainyard.engine.train;

import java.util.List;

/** Where a running training looks for what is wanted of it. */
@FunctionalInterface
public interface SteeringSource {
  /**
   * The newest request of each key, in any order; those already followed may be among them. Asked
   * before every iteration on the learning thread: answers at once, without waiting or locking,
   * such as by reading one volatile field. The list must not change afterwards.
   */
  List<SteeringRequest> wanted();

  /** Nobody steers. */
  static SteeringSource none() {
    return List::of;
  }
}
