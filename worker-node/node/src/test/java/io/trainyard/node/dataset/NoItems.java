package io.trainyard.node.dataset;

import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.data.ItemSource;
import java.nio.ByteBuffer;

/** A source that nobody asks. */
record NoItems() implements ItemSource {
  @Override
  public long items() {
    return 0;
  }

  @Override
  public ItemShape itemShape() {
    return ItemShape.of(28, 28);
  }

  @Override
  public int classes() {
    return 10;
  }

  @Override
  public void read(long index, ByteBuffer into) {
    throw new IndexOutOfBoundsException();
  }

  @Override
  public int label(long index) {
    throw new IndexOutOfBoundsException();
  }
}
