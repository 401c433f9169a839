package io.trainyard.engine.model;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import java.util.List;
import java.util.Objects;

/**
 * Where a trained model comes from, kept inside its file; with the arrays it is all that is needed
 * to build the network again. Holds no time: the same training gives the same file.
 *
 * @param datasetId the dataset it learned from
 * @param synthetic whether that was drawn by Trainyard itself
 * @param itemShape of the items it takes, one unsigned byte a number
 * @param labels the classes' names, one each
 * @param epochs passes learned
 * @param iterations batches learned
 */
public record Provenance(
    ModelType model,
    String datasetId,
    boolean synthetic,
    List<Integer> itemShape,
    int classes,
    List<String> labels,
    Hyperparameters hyperparameters,
    int epochs,
    int iterations,
    Versions versions) {
  public Provenance {
    // JSON from anywhere may lack them.
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(datasetId, "datasetId");
    Objects.requireNonNull(hyperparameters, "hyperparameters");
    Objects.requireNonNull(versions, "versions");
    itemShape = List.copyOf(itemShape);
    labels = List.copyOf(labels);
    if (labels.size() != classes) {
      throw new IllegalArgumentException(labels.size() + " labels for " + classes + " classes");
    }
  }

  /** The same learning, further on. */
  public Provenance reached(Hyperparameters effective, int epochs, int iterations) {
    return new Provenance(
        model,
        datasetId,
        synthetic,
        itemShape,
        classes,
        labels,
        effective,
        epochs,
        iterations,
        versions);
  }

  /**
   * How the network takes its items.
   *
   * @throws UnsupportedShapeException when no such network can be
   */
  public InputLayout layout() {
    return InputLayout.of(model, new ItemShape(itemShape), classes);
  }
}
