package io.trainyard.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.Batch;
import io.trainyard.engine.model.Network;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.train.TrainingProgress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointFileTest {
  @ParameterizedTest
  @EnumSource(ModelType.class)
  void keepsEverything(ModelType model) throws IOException {
    Checkpoint checkpoint = Checkpoints.taken(model);

    Checkpoint read = CheckpointFile.read(Checkpoints.bytes(checkpoint));

    assertThat(read.provenance()).isEqualTo(checkpoint.provenance());
    assertThat(read.state().progress()).isEqualTo(checkpoint.state().progress());
    assertThat(read.state().network().parameters())
        .isEqualTo(checkpoint.state().network().parameters());
    assertThat(read.state().network().updater()).isEqualTo(checkpoint.state().network().updater());
    assertThat(List.of(read.runId(), read.attempt(), read.iteration()))
        .isEqualTo(List.of("run-1", 2, 6L));
  }

  @Test
  void saysHowFarTheTrainingIs() throws IOException {
    Checkpoint checkpoint =
        CheckpointFile.read(Checkpoints.bytes(Checkpoints.taken(ModelType.LSTM)));

    TrainingProgress progress = checkpoint.state().progress();
    assertThat(progress.epochsDone()).isEqualTo(1);
    assertThat(progress.epoch().iterations()).isEqualTo(2);
    assertThat(progress.epoch().items()).isEqualTo(64);
    assertThat(progress.items()).isEqualTo(164);
    assertThat(progress.validation().orElseThrow().items()).isEqualTo(100);
    assertThat(progress.best().orElseThrow().epoch()).isEqualTo(1);
    assertThat(checkpoint.isBest()).isFalse();
    assertThat(checkpoint.provenance().hyperparameters())
        .isEqualTo(new Hyperparameters(3, 32, 0.002, 5));
    assertThat(checkpoint.provenance().epochs()).isEqualTo(1);
    assertThat(checkpoint.provenance().iterations()).isEqualTo(6);
  }

  @Test
  void classifiesAsTheNetworkDid() throws IOException {
    Checkpoint checkpoint = Checkpoints.taken(ModelType.CNN);
    Network before = checkpoint.model().network();

    Network after = CheckpointFile.read(Checkpoints.bytes(checkpoint)).model().network();

    Batch batch = before.newBatch(1);
    batch.add(new byte[784]);
    assertThat(after.predict(batch)).isEqualTo(before.predict(batch));
    assertThat(after.iteration()).isEqualTo(6);
  }

  @Test
  void writesTheSameBytesForTheSameCheckpoint() throws IOException {
    assertThat(Checkpoints.bytes(Checkpoints.taken(ModelType.LSTM)))
        .isEqualTo(Checkpoints.bytes(Checkpoints.taken(ModelType.LSTM)));
  }

  @Test
  void storesWithoutDeflating() throws IOException {
    byte[] bytes = Checkpoints.bytes(Checkpoints.taken(ModelType.LSTM));

    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
      }
    }
    assertThat(bytes).hasSizeBetween(3 * 4 * 81_674, 3 * 4 * 81_674 + 10_000);
  }

  @Test
  void doesNotWriteWhatNoTrainingCanGoOnFrom() throws IOException {
    Checkpoint checkpoint = Checkpoints.taken(ModelType.LSTM);
    checkpoint.state().network().updater()[7] = Float.POSITIVE_INFINITY;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThatThrownBy(() -> CheckpointFile.write(checkpoint, out))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContaining("NaN or infinite");
    assertThat(out.size()).isZero();
  }

  @Test
  void fitsItsOwnRunAlone() throws IOException {
    Checkpoint checkpoint = Checkpoints.taken(ModelType.LSTM);
    Provenance own = Story.provenance(Checkpoints.job(ModelType.LSTM));

    checkpoint.checkFits("run-1", own);

    assertThatThrownBy(() -> checkpoint.checkFits("run-2", own))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContaining("another run");
    assertMisfit(checkpoint, Story.provenance(Checkpoints.job(ModelType.CNN)));
    assertMisfit(checkpoint, own.reached(new Hyperparameters(3, 31, 0.001, 5), 0, 0));
    assertMisfit(checkpoint, own.reached(new Hyperparameters(3, 32, 0.001, 6), 0, 0));
  }

  private static void assertMisfit(Checkpoint checkpoint, Provenance asked) {
    assertThatThrownBy(() -> checkpoint.checkFits("run-1", asked))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContaining("another dataset, network, batch size or seed");
  }
}
