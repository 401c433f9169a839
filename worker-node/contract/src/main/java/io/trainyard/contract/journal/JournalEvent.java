package io.trainyard.contract.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.SteerKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of the journal. Being in the journal is not being counted: what an event does, if
 * anything, the reducer decides from all events before it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEvent.WorkerStarted.class, name = "WorkerStarted"),
  @JsonSubTypes.Type(value = JournalEvent.Submitted.class, name = "Submitted"),
  @JsonSubTypes.Type(value = JournalEvent.AttemptOpened.class, name = "AttemptOpened"),
  @JsonSubTypes.Type(value = JournalEvent.Claimed.class, name = "Claimed"),
  @JsonSubTypes.Type(value = JournalEvent.Declined.class, name = "Declined"),
  @JsonSubTypes.Type(value = JournalEvent.ClaimExpired.class, name = "ClaimExpired"),
  @JsonSubTypes.Type(value = JournalEvent.Started.class, name = "Started"),
  @JsonSubTypes.Type(value = JournalEvent.CheckpointSaved.class, name = "CheckpointSaved"),
  @JsonSubTypes.Type(value = JournalEvent.SteerApplied.class, name = "SteerApplied"),
  @JsonSubTypes.Type(value = JournalEvent.Succeeded.class, name = "Succeeded"),
  @JsonSubTypes.Type(value = JournalEvent.Failed.class, name = "Failed"),
  @JsonSubTypes.Type(value = JournalEvent.AttemptFailed.class, name = "AttemptFailed"),
  @JsonSubTypes.Type(value = JournalEvent.HandedOver.class, name = "HandedOver"),
  @JsonSubTypes.Type(value = JournalEvent.AttemptLost.class, name = "AttemptLost"),
  @JsonSubTypes.Type(value = JournalEvent.CancelRequested.class, name = "CancelRequested"),
  @JsonSubTypes.Type(value = JournalEvent.PauseRequested.class, name = "PauseRequested"),
  @JsonSubTypes.Type(value = JournalEvent.ResumeRequested.class, name = "ResumeRequested"),
  @JsonSubTypes.Type(value = JournalEvent.SteerRequested.class, name = "SteerRequested"),
  @JsonSubTypes.Type(value = JournalEvent.PriorityChanged.class, name = "PriorityChanged"),
  @JsonSubTypes.Type(value = JournalEvent.Annotated.class, name = "Annotated"),
  @JsonSubTypes.Type(value = JournalEvent.Removed.class, name = "Removed"),
  @JsonSubTypes.Type(value = JournalEvent.ModelRemoved.class, name = "ModelRemoved"),
})
public sealed interface JournalEvent {

  /** An event of one run; the run's id is the record's key. */
  sealed interface RunEvent extends JournalEvent {
    String runId();
  }

  /** An event that only the owner of the current attempt may make count. */
  sealed interface OwnerEvent extends RunEvent {
    int attempt();

    Owner owner();
  }

  /**
   * A worker process began; the record's offset is its incarnation, the pid tells supervisors'
   * words apart.
   */
  record WorkerStarted(String workerId, String address, long pid) implements JournalEvent {}

  /**
   * A run was asked for.
   *
   * @param requestHash of the request, so that a key used twice for different requests is seen
   * @param parent the run this one repeats, continues or varies
   * @param startFrom the state to begin from, a checkpoint or a model; null for a fresh network
   * @param priority higher ones go first; null is 0
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Submitted(
      String runId,
      RunSpec spec,
      String requestHash,
      @Nullable Lineage parent,
      @Nullable Checkpoint startFrom,
      @Nullable Integer priority)
      implements RunEvent {

    /** A run without a parent, of usual priority. */
    public static Submitted of(String runId, RunSpec spec, String requestHash) {
      return new Submitted(runId, spec, requestHash, null, null, null);
    }
  }

  /**
   * A free slot was found.
   *
   * @param worker the one whose slot it is; whoever is free may claim
   * @param datasetId what the run's dataset name means, settled by the first attempt
   */
  record AttemptOpened(String runId, int attempt, String worker, String datasetId)
      implements RunEvent {}

  /** A worker takes the attempt; the first in the log wins. */
  record Claimed(String runId, int attempt, Owner owner) implements OwnerEvent {}

  /** A worker cannot take it. */
  record Declined(String runId, int attempt, Owner owner, String why) implements OwnerEvent {}

  /** Nobody took it in time. */
  record ClaimExpired(String runId, int attempt) implements RunEvent {}

  /**
   * The owner begins to learn.
   *
   * @param resumedFrom the checkpoint's iteration, 0 from the beginning
   * @param metrics where this attempt's metrics begin at the earliest
   * @param logs the same for its log lines
   */
  record Started(
      String runId,
      int attempt,
      Owner owner,
      long resumedFrom,
      StreamPosition metrics,
      StreamPosition logs)
      implements OwnerEvent {}

  /** A state to go on from is stored and was read back. */
  record CheckpointSaved(String runId, int attempt, Owner owner, Checkpoint checkpoint)
      implements OwnerEvent {}

  /**
   * A steering request was carried out.
   *
   * @param request the journal offset of the SteerRequested
   * @param iteration after which iteration
   */
  record SteerApplied(String runId, int attempt, Owner owner, long request, long iteration)
      implements OwnerEvent {}

  record Succeeded(String runId, int attempt, Owner owner, RunResult result)
      implements OwnerEvent {}

  /** The run failed for good: another try would fail alike. */
  record Failed(String runId, int attempt, Owner owner, RunError error, long lastIteration)
      implements OwnerEvent {}

  /** This try failed; another may succeed. */
  record AttemptFailed(String runId, int attempt, Owner owner, RunError error, long lastIteration)
      implements OwnerEvent {}

  /** The owner lets go: CANCEL, SHUTDOWN, STALLED, PAUSE. */
  record HandedOver(String runId, int attempt, Owner owner, String why, long lastIteration)
      implements OwnerEvent {}

  /** The master has seen that the owner is gone. */
  record AttemptLost(String runId, int attempt, Owner owner, String why) implements OwnerEvent {}

  record CancelRequested(String runId) implements RunEvent {}

  record PauseRequested(String runId) implements RunEvent {}

  record ResumeRequested(String runId) implements RunEvent {}

  /** A setting is to be changed while the run learns; the value is absolute. */
  record SteerRequested(String runId, SteerKey key, double value) implements RunEvent {}

  /** The run's place in the queue: higher priorities first, then first submitted first. */
  record PriorityChanged(String runId, int priority) implements RunEvent {}

  /** What people write on a run; null leaves it as it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Annotated(
      String runId,
      @Nullable String name,
      @Nullable List<String> tags,
      @Nullable String notes,
      @Nullable Boolean archived)
      implements RunEvent {
    public Annotated {
      tags = tags == null ? null : List.copyOf(tags);
    }
  }

  /** The run was removed from sight; its id stays taken. */
  record Removed(String runId) implements RunEvent {}

  /** A model was removed; the run that made it stays. */
  record ModelRemoved(String runId, String modelId) implements RunEvent {}

  /** All event types by name, for documentation and tests. */
  static List<String> typeNames() {
    return List.of(JournalEvent.class.getAnnotation(JsonSubTypes.class).value()).stream()
        .map(JsonSubTypes.Type::name)
        .toList();
  }
}
