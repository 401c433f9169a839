package io.trainyard.engine.idx;

import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.data.ItemSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Images with their labels. */
final class IdxSplit implements ItemSource {
  private final IdxImages images;
  private final IdxLabels labels;
  private final int classes;

  IdxSplit(IdxImages images, IdxLabels labels, int classes) {
    this.images = images;
    this.labels = labels;
    this.classes = classes;
  }

  @Override
  public long items() {
    return images.items();
  }

  @Override
  public ItemShape itemShape() {
    return images.itemShape();
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public void read(long index, ByteBuffer into) throws IOException {
    images.read(index, into);
  }

  @Override
  public int label(long index) throws IOException {
    return labels.label(index);
  }
}
