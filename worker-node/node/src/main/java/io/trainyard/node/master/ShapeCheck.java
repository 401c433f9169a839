package io.trainyard.node.master;

import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunSpec;

/** Refuses what a dataset and a model's settings cannot be together. */
final class ShapeCheck {
  private ShapeCheck() {}

  static void check(RunSpec spec, DatasetView dataset) {
    int batch = spec.hyperparameters().batchSize();
    if (batch > dataset.trainingItems()) {
      throw TrainyardException.ofField(
          ErrorCode.INVALID_HYPERPARAMETER,
          "batchSize",
          "batchSize must be at most the dataset's "
              + dataset.trainingItems()
              + " training items, not "
              + batch
              + ".");
    }
  }
}
