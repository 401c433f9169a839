package io.trainyard.node.service;

import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.MetricHistory;
import org.jspecify.annotations.Nullable;

/** The runs of the cluster. Blocking; failures are TrainyardExceptions. */
public interface Runs {

  /**
   * Accepts a run; returns once the journal has acknowledged it and its own reading says that it
   * won.
   *
   * @param idempotencyKey the same key and request give the same run; null for a new run each time
   */
  SubmitAnswer submit(ModelType model, TaskRequest request, @Nullable String idempotencyKey);

  /** Runs newest first, of one state or all. */
  RunList list(@Nullable RunState state, int limit, int offset);

  /** A run by its id. */
  RunView find(String runId);

  /** Asks for the run to be cancelled; 409 when it has ended. */
  RunView cancel(String runId);

  /** Removes an ended run from sight, with its history and model. */
  void remove(String runId);

  MetricHistory metrics(String runId);

  /** The last {@code limit} log lines. */
  LogHistory logs(String runId, int limit);
}
