package io.trainyard.engine.model;

import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a model takes items of a shape, or that it does not: a pure function that needs no native
 * library.
 *
 * @param network the item's shape inside the network: [n] for MLP, [channels, rows, columns] for
 *     CNN, [features, steps] for LSTM, where each row of an item is one step
 * @param classes to tell apart, 2 to 1000
 */
public record InputLayout(ModelType model, ItemShape item, List<Integer> network, int classes) {
  /** Two 3x3 convolutions without padding, each followed by halving, leave at least one number. */
  public static final int SMALLEST_IMAGE = 10;

  public static final int MOST_CLASSES = 1000;

  /** Weights, gradients and the optimizer's two moments of so many take 1.6 GB. */
  public static final long MOST_PARAMETERS = 100_000_000;

  public InputLayout {
    network = List.copyOf(network);
  }

  /**
   * Finds the layout.
   *
   * @throws UnsupportedShapeException when the model cannot take it, with the reason
   */
  public static InputLayout of(ModelType model, ItemShape item, int classes) {
    if (classes < 2 || classes > MOST_CLASSES) {
      throw new UnsupportedShapeException(
          model,
          item,
          "a classifier tells 2 to " + MOST_CLASSES + " classes apart, not " + classes + ".");
    }
    List<Integer> network =
        switch (model) {
          case MLP -> List.of(item.size());
          case CNN -> image(item);
          case LSTM -> sequence(item);
        };
    InputLayout layout = new InputLayout(model, item, network, classes);
    if (layout.parameters() > MOST_PARAMETERS) {
      throw new UnsupportedShapeException(
          model,
          item,
          "the network would have "
              + layout.parameters()
              + " parameters, more than "
              + MOST_PARAMETERS
              + "; scale the items down.");
    }
    return layout;
  }

  /** Trainable numbers of the network. */
  public long parameters() {
    return switch (model) {
      case MLP -> dense(network.get(0), 512) + dense(512, 256) + dense(256, classes);
      case CNN ->
          32L * (9L * network.get(0) + 1)
              + 64L * (9 * 32 + 1)
              + dense(64L * pooled(network.get(1)) * pooled(network.get(2)), 128)
              + dense(128, classes);
      case LSTM -> 4L * 128 * (network.get(0) + 128L + 1) + dense(128, classes);
    };
  }

  /** For each number the network takes, in its order, which of the item's numbers it is. */
  public int[] order() {
    int size = item.size();
    return switch (model) {
      case MLP -> IntStream.range(0, size).toArray();
      case CNN -> transposed(size / network.get(0), network.get(0));
      case LSTM -> transposed(network.get(1), network.get(0));
    };
  }

  private static int[] transposed(int rows, int columns) {
    return IntStream.range(0, rows * columns).map(i -> (i % rows) * columns + i / rows).toArray();
  }

  private static List<Integer> image(ItemShape item) {
    if (item.rank() != 2 && item.rank() != 3) {
      throw new UnsupportedShapeException(
          ModelType.CNN, item, "it needs images: rows x columns, or rows x columns x channels.");
    }
    if (item.length(0) < SMALLEST_IMAGE || item.length(1) < SMALLEST_IMAGE) {
      throw new UnsupportedShapeException(
          ModelType.CNN,
          item,
          "two convolutions and poolings need at least "
              + SMALLEST_IMAGE
              + " rows and columns (channels come last).");
    }
    return List.of(item.rank() == 3 ? item.length(2) : 1, item.length(0), item.length(1));
  }

  private static List<Integer> sequence(ItemShape item) {
    if (item.rank() < 2 || item.length(0) < 2) {
      throw new UnsupportedShapeException(
          ModelType.LSTM, item, "it reads items row by row and needs at least two rows.");
    }
    return List.of(item.size() / item.length(0), item.length(0));
  }

  private static long dense(long in, long out) {
    return (in + 1) * out;
  }

  /** What two convolutions of 3 and two halvings leave of a length. */
  private static int pooled(int length) {
    return ((length - 2) / 2 - 2) / 2;
  }
}
