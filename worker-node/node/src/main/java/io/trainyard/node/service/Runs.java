package io.trainyard.node.service;

import io.trainyard.contract.run.AnnotateRequest;
import io.trainyard.contract.run.CloneRequest;
import io.trainyard.contract.run.ContinueRequest;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.PriorityRequest;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerRequest;
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

  RunList list(RunQuery query);

  /** A run by its id. */
  RunView find(String runId);

  /** Asks for the run to be cancelled; 409 when it has ended. */
  RunView cancel(String runId);

  /** Asks for the run to free its slot and wait; 409 when it has ended or is paused. */
  RunView pause(String runId);

  /** Lets a paused run go on; 409 when it is not paused. */
  RunView resume(String runId);

  /** Asks for settings to be changed while the run learns; 409 when it has ended. */
  RunView steer(String runId, SteerRequest request);

  /** Moves the run in the queue; 409 when it has ended. */
  RunView prioritize(String runId, PriorityRequest request);

  /** Changes what people wrote on the run, in any state. */
  RunView annotate(String runId, AnnotateRequest request);

  /**
   * Makes a run with the same settings; 409 while this one lives. The idempotency key of this and
   * the next two is as that of {@link #submit}.
   */
  RunView retry(String runId, @Nullable String idempotencyKey);

  /** Makes a run that goes on where this one ended; 409 while it lives or left nothing. */
  RunView proceed(String runId, ContinueRequest request, @Nullable String idempotencyKey);

  /** Makes a run with this one's settings but for the changes. */
  RunView vary(String runId, CloneRequest changes, @Nullable String idempotencyKey);

  /** Removes an ended run from sight, with its history and model. */
  void remove(String runId);

  MetricHistory metrics(String runId);

  /** The last {@code limit} log lines. */
  LogHistory logs(String runId, int limit);
}
