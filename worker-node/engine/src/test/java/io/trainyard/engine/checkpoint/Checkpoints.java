package io.trainyard.engine.checkpoint;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.data.SplitData;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.train.Phase;
import io.trainyard.engine.train.SteeringKey;
import io.trainyard.engine.train.SteeringRequest;
import io.trainyard.engine.train.TrainingJob;
import io.trainyard.engine.train.TrainingOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Checkpoints to try things on. */
final class Checkpoints {
  private Checkpoints() {}

  static TrainingJob job(ModelType model) {
    SplitData digits = new DigitData(100, 1).held();
    return TrainingJob.of(
        InputLayout.of(model, ItemShape.of(28, 28), 10),
        new Hyperparameters(3, 32, 0.001, 5),
        digits,
        digits,
        digits);
  }

  /** Of a steered run's second epoch: everything in it is in use. */
  static Checkpoint taken(ModelType model) throws IOException {
    TrainingOutcome.Stopped stopped =
        (TrainingOutcome.Stopped)
            new Story()
                .attempt(
                    job(model),
                    Optional.empty(),
                    () -> List.of(new SteeringRequest(SteeringKey.LEARNING_RATE, 0.002, 9)),
                    (phase, training, asked) ->
                        phase == Phase.TRAIN && training.progress().iteration() == 6);
    return Checkpoint.of("run-1", 2, Story.provenance(job(model)), stopped.training().copy());
  }

  static byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckpointFile.write(checkpoint, bytes);
    return bytes.toByteArray();
  }
}
