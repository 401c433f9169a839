package io.trainyard.engine.model;

import io.trainyard.engine.data.Batch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The native arrays behind batches: one pair for each size of batch, filled again and again. */
final class BatchArrays {
  private final InputLayout layout;
  private final Map<Integer, Pair> bySize = new HashMap<>();

  BatchArrays(InputLayout layout) {
    this.layout = layout;
  }

  INDArray features(Batch batch) {
    INDArray features = pair(batch.items()).features();
    ((FloatPointer) features.data().pointer()).put(batch.features(), 0, (int) features.length());
    return features;
  }

  INDArray targets(Batch batch) {
    Pair pair = pair(batch.items());
    float[] oneHot = pair.oneHot();
    Arrays.fill(oneHot, 0);
    for (int i = 0; i < batch.items(); i++) {
      oneHot[i * layout.classes() + batch.labels()[i]] = 1;
    }
    ((FloatPointer) pair.targets().data().pointer()).put(oneHot, 0, oneHot.length);
    return pair.targets();
  }

  private Pair pair(int items) {
    return bySize.computeIfAbsent(items, this::create);
  }

  private Pair create(int items) {
    List<Integer> network = layout.network();
    long[] shape = new long[network.size() + 1];
    shape[0] = items;
    for (int i = 0; i < network.size(); i++) {
      shape[i + 1] = network.get(i);
    }
    return new Pair(
        Nd4j.createUninitialized(DataType.FLOAT, shape, 'c'),
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {items, layout.classes()}, 'c'),
        new float[items * layout.classes()]);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Pair(INDArray features, INDArray targets, float[] oneHot) {}
}
