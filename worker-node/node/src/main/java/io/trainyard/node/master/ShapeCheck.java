package io.trainyard.node.master;

import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.model.InputLayout;

/** Refuses what a dataset and a model's settings cannot be together. */
final class ShapeCheck {
  private ShapeCheck() {}

  /** Throws UNSUPPORTED_SHAPE with the reason, or INVALID_HYPERPARAMETER naming the field. */
  static void check(RunSpec spec, DatasetView dataset) {
    InputLayout.of(spec.model(), new ItemShape(dataset.itemShape()), dataset.classes());
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
