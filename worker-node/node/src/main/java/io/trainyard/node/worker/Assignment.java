package io.trainyard.node.worker;

import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.Steering;
import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.run.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt is to learn.
 *
 * @param saves the run's own checkpoints, the newest first: it goes on from the first that verifies
 * @param startFrom what to begin from when none does, another run's; null for a fresh network
 * @param steering to be applied, see {@link io.trainyard.node.run.SteeringList#plan}
 */
public record Assignment(
    String runId,
    int attempt,
    RunSpec spec,
    String datasetId,
    List<Checkpoint> saves,
    @Nullable Checkpoint startFrom,
    List<Steering> steering) {
  public Assignment {
    saves = List.copyOf(saves);
    steering = List.copyOf(steering);
  }

  /** As the run stands now that its claim has won. */
  static Assignment of(Task task, Run run) {
    List<Checkpoint> saves = new ArrayList<>(run.saves().kept());
    Collections.reverse(saves);
    return new Assignment(
        task.runId(),
        task.attempt(),
        task.spec(),
        task.datasetId(),
        saves,
        run.request().startFrom(),
        run.steering().plan());
  }
}
