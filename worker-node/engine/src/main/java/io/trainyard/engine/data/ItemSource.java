package io.trainyard.engine.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Labelled items by index, one unsigned byte a number. Any thread may read; none of it is held in
 * memory as a whole.
 */
public interface ItemSource {
  long items();

  ItemShape itemShape();

  /** How many classes the labels name: all labels are below it. */
  int classes();

  /**
   * Puts one item's bytes into the buffer, {@code itemShape().size()} of them.
   *
   * @param index from 0, below {@link #items()}
   */
  void read(long index, ByteBuffer into) throws IOException;

  /** One item's label, from 0. */
  int label(long index) throws IOException;
}
