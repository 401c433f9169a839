package io.trainyard.engine.model;

import io.trainyard.engine.data.Batch;
import java.util.Arrays;
import java.util.List;

/** A network that has learned, ready to classify. Used by one thread at a time. */
public final class TrainedModel {
  private static final int BATCH = 256;

  private final Network network;
  private final Provenance provenance;

  public TrainedModel(Network network, Provenance provenance) {
    this.network = network;
    this.provenance = provenance;
  }

  public Network network() {
    return network;
  }

  public Provenance provenance() {
    return provenance;
  }

  /**
   * Classifies items.
   *
   * @param items each {@code itemShape} unsigned bytes
   * @return for each item the probability of each class; they add up to 1
   * @throws IllegalArgumentException when an item is of another size
   */
  public float[][] predict(List<byte[]> items) {
    int size = network.layout().item().size();
    for (byte[] item : items) {
      if (item.length != size) {
        throw new IllegalArgumentException("an item has " + size + " bytes, not " + item.length);
      }
    }
    float[][] probabilities = new float[items.size()][];
    Batch batch = network.newBatch(Math.min(BATCH, Math.max(1, items.size())));
    for (int first = 0; first < items.size(); first += batch.capacity()) {
      predict(
          items.subList(first, Math.min(items.size(), first + batch.capacity())),
          batch,
          probabilities,
          first);
    }
    return probabilities;
  }

  private void predict(List<byte[]> items, Batch batch, float[][] into, int first) {
    batch.clear();
    items.forEach(batch::add);
    float[] flat = network.predict(batch);
    int classes = network.layout().classes();
    for (int i = 0; i < items.size(); i++) {
      into[first + i] = Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
    }
  }
}
