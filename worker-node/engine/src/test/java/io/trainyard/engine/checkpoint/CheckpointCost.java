package io.trainyard.engine.checkpoint;

import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.train.SteeringSource;
import io.trainyard.engine.train.TrainingOutcome;
import io.trainyard.engine.train.TrainingState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Prints what checkpoints cost, for docs/performance.md; run by hand. Medians of many, warm: bytes,
 * milliseconds of the copy on the learning thread, of encoding with both checksums, of reading.
 */
final class CheckpointCost {
  private static final int TIMES = 101;

  private CheckpointCost() {}

  public static void main(String[] args) throws IOException {
    System.out.println("model bytes copy-ms encode-ms read-ms");
    for (ModelType model : ModelType.values()) {
      print(model);
    }
  }

  private static void print(ModelType model) throws IOException {
    TrainingOutcome.Stopped stopped =
        (TrainingOutcome.Stopped)
            new Story()
                .attempt(
                    Checkpoints.job(model),
                    Optional.empty(),
                    SteeringSource.none(),
                    (phase, training, asked) -> training.progress().iteration() == 6);
    double[] copy = new double[TIMES];
    double[] encode = new double[TIMES];
    double[] read = new double[TIMES];
    int bytes = 0;
    Provenance asked = Story.provenance(Checkpoints.job(model));
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      TrainingState state = stopped.training().copy();
      long copied = System.nanoTime();
      ByteArrayOutputStream file = new ByteArrayOutputStream(Math.max(32, bytes));
      CheckpointFile.write(Checkpoint.of("run-1", 1, asked, state), file);
      long encoded = System.nanoTime();
      bytes = file.size();
      byte[] whole = file.toByteArray();
      long before = System.nanoTime();
      CheckpointFile.read(new ByteArrayInputStream(whole), whole.length);
      read[i] = (System.nanoTime() - before) / 1e6;
      copy[i] = (copied - start) / 1e6;
      encode[i] = (encoded - copied) / 1e6;
    }
    System.out.printf(
        Locale.ROOT,
        "%s %d %.2f %.2f %.2f%n",
        model,
        bytes,
        median(copy),
        median(encode),
        median(read));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
