package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trainyard.contract.error.TrainyardException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run with another one's settings but for those given here; the bounds are those of
 * {@link TaskRequest}.
 *
 * @param model MLP, CNN or LSTM in any case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloneRequest(
    @Nullable String model,
    @Nullable String dataset,
    @Nullable Integer epochs,
    @Nullable Integer batchSize,
    @Nullable Double learningRate,
    @Nullable Long seed,
    @Nullable Integer workers,
    @Nullable String name,
    @Nullable List<String> tags,
    @Nullable Integer priority) {

  public static final CloneRequest SAME =
      new CloneRequest(null, null, null, null, null, null, null, null, null, null);

  public CloneRequest {
    tags = tags == null ? null : List.copyOf(tags);
  }

  /** The model asked for, else the other run's; a word that is none is refused. */
  public ModelType modelOr(ModelType parents) {
    if (model == null) {
      return parents;
    }
    try {
      return ModelType.parse(model);
    } catch (TrainyardException e) {
      throw TrainyardException.ofField(e.code(), "model", e.problem().detail());
    }
  }

  /**
   * The new run's request: what is given here, else what the other run has.
   *
   * @param parents the other run's own, complete
   */
  public TaskRequest over(TaskRequest parents) {
    return new TaskRequest(
        dataset == null ? parents.dataset() : dataset,
        epochs == null ? parents.epochs() : epochs,
        batchSize == null ? parents.batchSize() : batchSize,
        learningRate == null ? parents.learningRate() : learningRate,
        seed == null ? parents.seed() : seed,
        workers,
        name == null ? parents.name() : name,
        tags == null ? parents.tags() : tags,
        priority == null ? parents.priority() : priority);
  }
}
