package io.trainyard.engine.data;

import java.nio.ByteBuffer;

/** Items that carry their own index, so that each can be told. */
final class NumberedItems implements ItemSource {
  static final ItemShape SHAPE = ItemShape.of(4);
  private final int items;

  NumberedItems(int items) {
    this.items = items;
  }

  @Override
  public long items() {
    return items;
  }

  @Override
  public ItemShape itemShape() {
    return SHAPE;
  }

  @Override
  public int classes() {
    return 10;
  }

  @Override
  public void read(long index, ByteBuffer into) {
    into.putInt((int) index);
  }

  @Override
  public int label(long index) {
    return (int) (index % 10);
  }

  /** Which items a batch holds. */
  static int[] numbers(Batch batch) {
    int[] numbers = new int[batch.items()];
    for (int i = 0; i < numbers.length; i++) {
      for (int b = 0; b < 4; b++) {
        numbers[i] = numbers[i] << 8 | Math.round(batch.features()[i * 4 + b] * 255);
      }
    }
    return numbers;
  }
}
