package io.trainyard.node.dataset;

import java.util.function.Supplier;

/**
 * How a request to the stores is made: once, or again and again while they are away. Called on the
 * threads that fetch.
 */
@FunctionalInterface
public interface Requests {
  /** Once: who asks sees the outage. */
  Requests ONCE = Supplier::get;

  <T> T make(Supplier<T> request);
}
