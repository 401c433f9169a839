package io.trainyard.client;

import io.trainyard.client.http.Call;
import io.trainyard.client.http.Calls;
import io.trainyard.client.http.Timer;
import io.trainyard.contract.api.Route;
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
import java.util.Locale;
import java.util.UUID;

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

  public RunList list(RunQuery query) {
    Call call =
        Call.of(Route.RUNS)
            .query("state", query.state())
            .query("model", query.model())
            .query("tag", query.tag())
            .query("q", query.text())
            .query("archived", word(query.archived()))
            .query("sort", word(query.sort()))
            .query("limit", query.limit())
            .query("offset", query.offset());
    return calls.json(call, RunList.class);
  }

  public RunView find(String runId) {
    return calls.json(Call.of(Route.RUN, runId), RunView.class);
  }

  /** Asks for the run's end; 409 ILLEGAL_TRANSITION when it has ended already. */
  public RunView cancel(String runId) {
    return view(Call.of(Route.RUN_CANCEL, runId));
  }

  /** Asks for the run to free its slot and wait; 409 when it has ended or is paused. */
  public RunView pause(String runId) {
    return view(Call.of(Route.RUN_PAUSE, runId));
  }

  /** Lets a paused run go on; 409 when it is not paused. */
  public RunView resume(String runId) {
    return view(Call.of(Route.RUN_RESUME, runId));
  }

  /** Changes settings while the run learns; 409 when it has ended. */
  public RunView steer(String runId, SteerRequest request) {
    return view(Call.of(Route.RUN_STEER, runId).json(request).asRepeatable());
  }

  /** Moves the run in the queue; 409 when it has ended. */
  public RunView prioritize(String runId, int priority) {
    PriorityRequest request = new PriorityRequest(priority);
    return view(Call.of(Route.RUN_PRIORITY, runId).json(request).asRepeatable());
  }

  /** Changes what people wrote on the run, in any state. */
  public RunView annotate(String runId, AnnotateRequest request) {
    return view(Call.of(Route.RUN_ANNOTATE, runId).json(request).asRepeatable());
  }

  /** Makes a run with the same settings, once however often the connection breaks meanwhile. */
  public RunView retry(String runId) {
    return made(Call.of(Route.RUN_RETRY, runId));
  }

  /**
   * Makes a run that goes on where an ended one stopped.
   *
   * @param epochs how many more
   */
  public RunView proceed(String runId, int epochs) {
    return made(Call.of(Route.RUN_CONTINUE, runId).json(new ContinueRequest(epochs)));
  }

  /** Makes a run with the same settings but for the changes. */
  public RunView vary(String runId, CloneRequest changes) {
    return made(Call.of(Route.RUN_CLONE, runId).json(changes));
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

  private RunView view(Call call) {
    return calls.json(call, RunView.class);
  }

  private RunView made(Call call) {
    return submission.send(call, UUID.randomUUID().toString(), RunView.class);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
