package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do, complete and checked.
 *
 * @param dataset id or name as asked for; which dataset it meant is settled at the first attempt
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSpec(
    ModelType model,
    String dataset,
    Hyperparameters hyperparameters,
    @Nullable String name,
    List<String> tags) {
  public RunSpec {
    tags = List.copyOf(tags);
  }
}
