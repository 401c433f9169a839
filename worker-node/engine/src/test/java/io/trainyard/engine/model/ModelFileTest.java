package io.trainyard.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void predictsTheSameOnceWrittenAndRead(ModelType type) throws IOException {
    TrainedModel model = trained(type);
    Path file = folder.resolve("model.zip");

    ModelFile.write(model, file);
    TrainedModel read = ModelFile.read(file);

    List<byte[]> items = List.of(new byte[784], item(1), item(2));
    assertThat(read.predict(items)).isDeepEqualTo(model.predict(items));
    assertThat(read.provenance()).isEqualTo(model.provenance());
    assertThat(read.network().state().updater()).isEqualTo(model.network().state().updater());
  }

  @ParameterizedTest
  @EnumSource(ModelType.class)
  void plainDl4jOpensIt(ModelType type) throws IOException {
    TrainedModel model = trained(type);
    Path file = folder.resolve("model.zip");

    ModelFile.write(model, file);
    MultiLayerNetwork plain = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);

    assertThat(plain.params().data().asFloat()).isEqualTo(model.network().state().parameters());
    assertThat(plain.getUpdater().getStateViewArray().data().asFloat())
        .isEqualTo(model.network().state().updater());
    assertThat(plain.getIterationCount()).isEqualTo(3);
  }

  @Test
  void writesTheSameBytesForTheSameTraining() throws IOException {
    Path first = folder.resolve("first.zip");
    Path second = folder.resolve("second.zip");

    ModelFile.write(trained(ModelType.LSTM), first);
    ModelFile.write(trained(ModelType.LSTM), second);

    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void storesWithoutDeflating() throws IOException {
    Path file = folder.resolve("model.zip");
    ModelFile.write(trained(ModelType.LSTM), file);

    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream()).hasSize(4).allMatch(e -> e.getMethod() == ZipEntry.STORED);
    }
    assertThat(Files.size(file)).isBetween(3 * 4 * 81_674L, 3 * 4 * 81_674L + 20_000);
  }

  static TrainedModel trained(ModelType type) {
    Network network = RandomBatches.network(type);
    for (int i = 0; i < 3; i++) {
      Batch batch = RandomBatches.batch(network, 8, i);
      network.learn(batch);
    }
    network.epochDone();
    return new TrainedModel(network, provenance(type));
  }

  static Provenance provenance(ModelType type) {
    return new Provenance(
        type,
        "0f".repeat(32),
        false,
        List.of(28, 28),
        10,
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
        new Hyperparameters(1, 8, 0.001, RandomBatches.SEED),
        1,
        3,
        Versions.current());
  }

  private static byte[] item(int value) {
    byte[] item = new byte[784];
    java.util.Arrays.fill(item, (byte) (value * 100));
    return item;
  }
}
