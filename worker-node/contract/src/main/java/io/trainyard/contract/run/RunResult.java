package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, as its accepted Succeeded event carries it through Kafka.
 *
 * @param modelId the blob that holds the model file: the SHA-256 of its bytes, in hex
 * @param modelBytes its size
 * @param parameters trainable numbers of the network
 * @param epochs epochs trained
 * @param lastIteration the last iteration, counted from 1 over all epochs
 * @param trainLoss mean cross-entropy over the last epoch
 * @param validationAccuracy of the last epoch, 0 to 1; null without a validation split
 * @param testAccuracy share of the test split's items classified rightly, 0 to 1
 * @param testLoss mean cross-entropy over the test split
 * @param confusion test items counted as [actual class][predicted class]; empty in lists of runs
 * @param imagesPerSecond items trained per second of training time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunResult(
    String modelId,
    long modelBytes,
    long parameters,
    int epochs,
    long lastIteration,
    double trainLoss,
    @Nullable Double validationAccuracy,
    double testAccuracy,
    double testLoss,
    List<List<Integer>> confusion,
    double imagesPerSecond,
    PhaseTimes seconds) {
  public RunResult {
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  /** The same without what grows with the square of the classes. */
  public RunResult withoutConfusion() {
    return new RunResult(
        modelId,
        modelBytes,
        parameters,
        epochs,
        lastIteration,
        trainLoss,
        validationAccuracy,
        testAccuracy,
        testLoss,
        List.of(),
        imagesPerSecond,
        seconds);
  }
}
