package io.trainyard.engine.train;

/**
 * Somebody wants a setting to be so from now on. Values out of bounds are refused when made.
 *
 * @param value absolute, not a difference; for epochs a whole number
 * @param requestOffset which request it is; of two for the same key the higher one holds
 */
public record SteeringRequest(SteeringKey key, double value, long requestOffset) {
  public SteeringRequest {
    key.check(value);
    if (requestOffset < 0) {
      throw new IllegalArgumentException("a request's offset is at least 0, not " + requestOffset);
    }
  }
}
