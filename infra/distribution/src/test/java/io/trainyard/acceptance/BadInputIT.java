package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets wrong is told in one sentence, and nothing of it stays. */
class BadInputIT {
  private final Yard yard = Yard.shared();

  @ParameterizedTest
  @CsvSource({
    "'train,gru', 2",
    "'train,mlp,--epochs,0', 2",
    "'train,mlp,--epochs,many', 2",
    "'train,mlp,--dataset,nowhere', 1",
    "'show,nothing-of-that-name', 1",
    "'trian,mlp', 2",
  })
  void commandSaysWhatIsWrong(String words, int exitCode) {
    Command.Result result = yard.trainyard(words.split(",", -1));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).isNotBlank().doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "gru, epochs, 1, 400, task_type",
    "mlp, epochs, 0, 400, epochs",
    "mlp, batchSize, -1, 400, batchSize",
    "mlp, learningRate, 1e308, 400, learningRate",
    "mlp, workers, 2, 400, workers",
    "mlp, colour, 1, 400, colour",
  })
  void routeNamesTheField(String model, String field, double value, int status, String named) {
    Object number =
        value == Math.rint(value) && Math.abs(value) < 1e9 ? (Object) (long) value : value;

    HttpResponse<String> answer = yard.post("/send_task/" + model, Map.of(field, number));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"field\":\"" + named + "\"");
  }

  @Test
  void brokenDatasetLeavesNothing(@TempDir Path folder) throws IOException {
    Path images = Files.write(folder.resolve("images"), new byte[] {0, 0, 8, 3, 0, 0, 0, 9});
    Path labels = Files.write(folder.resolve("labels"), new byte[] {0, 0, 8, 1, 0, 0, 0, 9});
    List<String> before = datasets();

    Command.Result result =
        yard.trainyard(
            "dataset",
            "add",
            "--name",
            "broken",
            "--train-images",
            images.toString(),
            "--train-labels",
            labels.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("byte").doesNotContain("Exception");
    assertThat(datasets()).isEqualTo(before);
  }

  @Test
  void withoutTokenNothingIsTold() {
    HttpResponse<String> answer =
        yard.send(
            java.net.http.HttpRequest.newBuilder(yard.master().resolve("/api/v1/runs")).GET());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("curl -H @");
  }

  private List<String> datasets() {
    return new Command.Result(0, yard.get("/api/v1/datasets").body(), "")
        .json()
        .path("datasets")
        .findValuesAsText("name");
  }
}
