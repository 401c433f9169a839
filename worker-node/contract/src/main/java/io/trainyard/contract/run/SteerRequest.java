package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes settings of a run while it learns; at least one. The values are absolute, so that asking
 * twice comes to the same.
 *
 * @param learningRate of Adam from the next iteration on, above 0 and at most 10
 * @param epochs how many the run has in all, 1 to 10,000; the one it is in is finished in any case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SteerRequest(@Nullable Double learningRate, @Nullable Integer epochs) {
  public SteerRequest {
    if (learningRate == null && epochs == null) {
      throw RunText.refused("learningRate", "Give learningRate, epochs or both.");
    }
    // Hyperparameters knows the bounds; what is not steered is well within them.
    Hyperparameters usual = Hyperparameters.defaultsOf(ModelType.MLP);
    usual
        .withEpochs(epochs == null ? usual.epochs() : epochs)
        .withLearningRate(learningRate == null ? usual.learningRate() : learningRate);
  }

  /** What is to be changed, in the order of the keys. */
  public Map<SteerKey, Double> values() {
    Map<SteerKey, Double> values = new EnumMap<>(SteerKey.class);
    if (learningRate != null) {
      values.put(SteerKey.LEARNING_RATE, learningRate);
    }
    if (epochs != null) {
      values.put(SteerKey.EPOCHS, (double) epochs);
    }
    return values;
  }
}
