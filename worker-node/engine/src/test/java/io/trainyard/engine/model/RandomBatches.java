package io.trainyard.engine.model;

import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.Batch;
import io.trainyard.engine.data.ItemShape;
import java.util.SplittableRandom;

/** Networks and batches to try them on. */
final class RandomBatches {
  static final long SEED = 11;

  private RandomBatches() {}

  static InputLayout mnist(ModelType model) {
    return InputLayout.of(model, ItemShape.of(28, 28), 10);
  }

  static Network network(ModelType model) {
    return Network.initialise(mnist(model), 0.001, SEED);
  }

  /** Noise with labels; the same for the same number. */
  static Batch batch(Network network, int items, long number) {
    SplittableRandom random = new SplittableRandom(number);
    Batch batch = network.newBatch(items);
    while (!batch.isFull()) {
      byte[] item = new byte[network.layout().item().size()];
      random.nextBytes(item);
      batch.add(item);
    }
    for (int i = 0; i < items; i++) {
      batch.labels()[i] = random.nextInt(network.layout().classes());
    }
    return batch;
  }
}
