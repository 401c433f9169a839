package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as REST tells it.
 *
 * @param since when the run entered its state
 * @param reason why it is in this state, a sentence: what a queued run waits for, how one ended
 * @param dataset as asked for; {@code datasetId} is what that meant, once settled
 * @param attempt the current or last attempt's number, 0 before the first
 * @param progress of a run that has an owner
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
    String runId,
    @Nullable String name,
    RunState state,
    Instant since,
    String reason,
    ModelType model,
    String dataset,
    @Nullable String datasetId,
    Hyperparameters hyperparameters,
    List<String> tags,
    int attempt,
    @Nullable String worker,
    Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable RunProgress progress,
    @Nullable RunResult result,
    @Nullable RunError error,
    List<AttemptView> attempts) {
  public RunView {
    tags = List.copyOf(tags);
    attempts = List.copyOf(attempts);
  }
}
