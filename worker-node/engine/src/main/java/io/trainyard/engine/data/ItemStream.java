package io.trainyard.engine.data;

import java.io.IOException;

/** One pass over a split. Used by one thread. */
public interface ItemStream extends AutoCloseable {
  /**
   * Clears the batch and fills it with the next items; only the last one is not full.
   *
   * @return false when there are none left
   * @throws IOException when a chunk cannot be had
   */
  boolean next(Batch batch) throws IOException;

  /**
   * Passes over the next items as if they had been read.
   *
   * @return how many there were: fewer than asked for only at the end
   * @throws IOException when a chunk cannot be had
   */
  long skip(long items) throws IOException;

  @Override
  default void close() {}
}
