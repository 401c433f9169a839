package io.trainyard.contract.run;

import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trainyard.contract.error.TrainyardException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The optional body of a submission: each field left out takes its default.
 *
 * @param dataset id or name; without it {@code mnist}
 * @param workers how many workers share the run; only 1 for now
 * @param name for people, up to 80 printable characters
 * @param tags up to 20, each up to 40 printable characters
 * @param priority -100 to 100, higher ones leave the queue first; without it 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskRequest(
    @Nullable String dataset,
    @Nullable Integer epochs,
    @Nullable Integer batchSize,
    @Nullable Double learningRate,
    @Nullable Long seed,
    @Nullable Integer workers,
    @Nullable String name,
    @Nullable List<String> tags,
    @Nullable Integer priority) {

  public static final String DEFAULT_DATASET = "mnist";
  public static final TaskRequest DEFAULTS =
      new TaskRequest(null, null, null, null, null, null, null, null, null);

  public TaskRequest {
    tags = tags == null ? null : List.copyOf(tags);
  }

  /** The request with every default filled in; throws naming the field that is out of bounds. */
  public RunSpec toSpec(ModelType model) {
    if (workers != null && workers != 1) {
      throw TrainyardException.ofField(
          INVALID_REQUEST, "workers", "workers must be 1: a run learns on one worker for now.");
    }
    Hyperparameters defaults = Hyperparameters.defaultsOf(model);
    Hyperparameters settings =
        new Hyperparameters(
            epochs == null ? defaults.epochs() : epochs,
            batchSize == null ? defaults.batchSize() : batchSize,
            learningRate == null ? defaults.learningRate() : learningRate,
            seed == null ? defaults.seed() : seed);
    String wanted =
        dataset == null ? DEFAULT_DATASET : RunText.line("dataset", dataset, RunText.LONGEST_NAME);
    String label = name == null ? null : RunText.line("name", name, RunText.LONGEST_NAME);
    checkPriority();
    return new RunSpec(
        model, wanted, settings, label, tags == null ? List.of() : RunText.tags(tags));
  }

  private void checkPriority() {
    if (priority != null) {
      RunText.priority(priority);
    }
  }
}
