package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job, for each model, on real MNIST with default settings. */
class TrainIT {
  @BeforeAll
  static void needsMnist() {
    assumeTrue(
        System.getenv("TRAINYARD_MNIST_DIR") != null,
        "skipped: set TRAINYARD_MNIST_DIR to a folder with MNIST's four IDX files");
  }

  @ParameterizedTest
  @CsvSource({"mlp, 0.970, 3", "cnn, 0.985, 2", "lstm, 0.960, 3"})
  void modelReachesItsDocumentedAccuracy(String model, double accuracy, int epochs) {
    Command.Result result = Yard.shared().trainyard("train", model, "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode finished = result.lastJson();
    assertThat(finished.path("event").asText()).isEqualTo("finished");
    assertThat(finished.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(finished.path("model").asText()).isEqualToIgnoringCase(model);
    assertThat(finished.path("epochs").asInt()).isEqualTo(epochs);
    assertThat(finished.path("attempts").asInt()).isEqualTo(1);
    assertThat(finished.path("testAccuracy").asDouble()).isGreaterThanOrEqualTo(accuracy);
    assertThat(finished.path("imagesPerSecond").asDouble()).isPositive();
  }

  @Test
  void trainedModelCanBeTakenAway(@TempDir Path folder) throws IOException {
    JsonNode finished =
        Yard.shared().trainyard("train", "mlp", "--epochs", "1", "--json").lastJson();
    Path file = folder.resolve("model.zip");

    Command.Result download =
        Yard.shared()
            .trainyard(
                "model",
                "download",
                finished.path("modelId").asText(),
                "--output",
                file.toString());

    assertThat(download.exitCode()).as(download.err()).isZero();
    assertThat(Files.size(file)).isPositive();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(java.util.zip.ZipEntry::getName))
          .contains("configuration.json", "coefficients.bin");
    }
  }

  @Test
  void secondIngestStoresNothingTwice() {
    Yard.shared().post("/store_mnist_dataset_to_cassandra", java.util.Map.of());

    JsonNode again =
        json(Yard.shared().post("/store_mnist_dataset_to_cassandra", java.util.Map.of()).body());

    assertThat(again.path("status").asText()).isEqualTo("present");
  }

  private static JsonNode json(String text) {
    return new Command.Result(0, text, "").json();
  }
}
