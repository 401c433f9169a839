package io.trainyard.client;

import io.trainyard.client.http.Call;
import io.trainyard.client.http.Calls;
import io.trainyard.client.http.Timer;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.MetricHistory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls about runs. Blocking; any thread; failures are TrainyardExceptions. */
public final class RunsClient {
  private final Calls calls;
  private final Submission submission;

  RunsClient(Calls calls, Timer timer) {
    this.calls = calls;
    this.submission = new Submission(calls, timer);
  }

  /** Submits a run once, however often the connection breaks meanwhile. */
  public SubmitAnswer submit(ModelType model, TaskRequest request) {
    return submit(model, request, UUID.randomUUID().toString());
  }

  /** As above under the caller's own key: the same key and request give the same run. */
  public SubmitAnswer submit(ModelType model, TaskRequest request, String idempotencyKey) {
    return submission.send(model, request, idempotencyKey);
  }

  /** Runs newest first, of one state or of all. */
  public RunList list(@Nullable RunState state, int limit, int offset) {
    Call call =
        Call.of(Route.RUNS).query("state", state).query("limit", limit).query("offset", offset);
    return calls.json(call, RunList.class);
  }

  public RunView find(String runId) {
    return calls.json(Call.of(Route.RUN, runId), RunView.class);
  }

  /** Asks for the run's end; 409 ILLEGAL_TRANSITION when it has ended already. */
  public RunView cancel(String runId) {
    return calls.json(Call.of(Route.RUN_CANCEL, runId), RunView.class);
  }

  /** Removes an ended run with its history and model. */
  public void remove(String runId) {
    calls.done(Call.of(Route.RUN_REMOVE, runId));
  }

  public MetricHistory metrics(String runId) {
    return calls.json(Call.of(Route.RUN_METRICS, runId), MetricHistory.class);
  }

  /** The last {@code limit} log lines, oldest first. */
  public LogHistory logs(String runId, int limit) {
    return calls.json(Call.of(Route.RUN_LOGS, runId).query("limit", limit), LogHistory.class);
  }
}
