package io.trainyard.engine.train;

import java.util.Optional;

/**
 * The epoch after which the validation split was told apart best.
 *
 * @param epoch from 1
 * @param accuracy 0 to 1
 * @param loss mean cross-entropy; of two epochs with the same accuracy the lower is better
 */
public record BestEpoch(int epoch, double accuracy, double loss) {
  public BestEpoch {
    if (epoch < 1 || !(accuracy >= 0 && accuracy <= 1) || !Double.isFinite(loss)) {
      throw new IllegalArgumentException(
          "epoch " + epoch + " with an accuracy of " + accuracy + " and a loss of " + loss);
    }
  }

  static BestEpoch better(Optional<BestEpoch> before, int epoch, Score score) {
    BestEpoch now = new BestEpoch(epoch, score.accuracy(), score.loss());
    return before
        .filter(
            best ->
                best.accuracy > now.accuracy
                    || (best.accuracy == now.accuracy && best.loss <= now.loss))
        .orElse(now);
  }
}
