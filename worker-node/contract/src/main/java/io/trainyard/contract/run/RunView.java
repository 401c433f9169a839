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
 * @param hyperparameters as asked for; what was changed since stands in {@code steering}
 * @param priority higher ones leave the queue first, 0 usually
 * @param losses attempts lost or failed since the run last got further; the third ends it
 * @param parent the run this one repeats, continues or varies
 * @param checkpoint the state that the next attempt would go on from
 * @param steering what was asked to be changed while it learns, first asked first; the newest 100,
 *     in a list of runs three
 * @param progress of a run that has an owner
 * @param attempts the newest 50, of a run in a list the newest three; the first is number 1
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
    @Nullable String notes,
    boolean archived,
    int priority,
    @Nullable Lineage parent,
    int attempt,
    int losses,
    @Nullable String worker,
    Instant submittedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Checkpoint checkpoint,
    List<Steering> steering,
    @Nullable RunProgress progress,
    @Nullable RunResult result,
    @Nullable RunError error,
    List<AttemptView> attempts) {
  public RunView {
    // Whoever empties a name or a note takes it away.
    name = name == null || name.isEmpty() ? null : name;
    notes = notes == null || notes.isEmpty() ? null : notes;
    tags = List.copyOf(tags);
    steering = List.copyOf(steering);
    attempts = List.copyOf(attempts);
  }
}
