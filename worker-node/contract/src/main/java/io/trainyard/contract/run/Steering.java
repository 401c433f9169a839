package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change asked of a run while it learns. Requests are ordered by their place in the journal; of
 * one key the latest stands.
 *
 * @param value the new learning rate, or the new number of epochs; absolute, not a difference
 * @param request the journal offset of the request, which names it
 * @param iteration after which iteration it was applied; null while it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Steering(
    SteerKey key, double value, long request, Instant requestedAt, @Nullable Long iteration) {

  public boolean applied() {
    return iteration != null;
  }

  /** The same request, carried out. */
  public Steering appliedAt(long after) {
    return new Steering(key, value, request, requestedAt, after);
  }
}
