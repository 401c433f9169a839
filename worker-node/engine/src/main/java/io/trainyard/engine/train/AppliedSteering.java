package io.trainyard.engine.train;

/**
 * A request that a training has followed. Applied again before the same iteration to the same
 * training, it has the same effect.
 *
 * @param request as it was asked for
 * @param value what came of it: the value asked for, but for epochs no fewer than were begun
 * @param iteration the first that is learned with it, counted from 1 over all epochs; one beyond
 *     the training's last when it came between the last and the test
 */
public record AppliedSteering(SteeringRequest request, double value, long iteration) {
  public AppliedSteering {
    request.key().check(value);
    if (iteration < 1) {
      throw new IllegalArgumentException("iterations count from 1, not " + iteration);
    }
  }

  /** As a log of what was asked for and when it took effect has it. */
  public static AppliedSteering recorded(SteeringRequest request, long iteration) {
    return new AppliedSteering(request, request.value(), iteration);
  }

  public SteeringKey key() {
    return request.key();
  }
}
