package io.trainyard.engine.train;

/**
 * What has been learned of the epoch under way. Iterations and items are also the position in its
 * data, whose order is a function of seed and epoch.
 *
 * @param iterations batches learned from
 * @param items learned from
 * @param loss each item's cross-entropy when it was learned from, added up
 * @param seconds of learning, suspensions left out
 */
public record EpochSums(long iterations, long items, double loss, double seconds) {
  static final EpochSums NONE = new EpochSums(0, 0, 0, 0);

  public EpochSums {
    if (iterations < 0 || items < iterations) {
      throw new IllegalArgumentException(items + " items in " + iterations + " iterations");
    }
    if (!Double.isFinite(loss) || !(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a loss of " + loss + " in " + seconds + " seconds");
    }
  }

  EpochSums plus(int learned, double lossOfBatch) {
    return new EpochSums(iterations + 1, items + learned, loss + lossOfBatch * learned, seconds);
  }

  EpochSums taking(double all) {
    return new EpochSums(iterations, items, loss, all);
  }

  double meanLoss() {
    return items == 0 ? 0 : loss / items;
  }
}
