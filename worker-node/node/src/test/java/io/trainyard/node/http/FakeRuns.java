package io.trainyard.node.http;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.MetricHistory;
import io.trainyard.node.service.Runs;
import org.jspecify.annotations.Nullable;

record FakeRuns(Questions questions) implements Runs {

  @Override
  public SubmitAnswer submit(ModelType model, TaskRequest request, @Nullable String key) {
    request.toSpec(model);
    return questions.answer(
        "submit " + model + " " + Json.text(request) + " " + key,
        Route.SEND_TASK,
        SubmitAnswer.class);
  }

  @Override
  public RunList list(@Nullable RunState state, int limit, int offset) {
    return questions.answer(
        "runs " + state + " " + limit + " " + offset, Route.RUNS, RunList.class);
  }

  @Override
  public RunView find(String runId) {
    return questions.answer("run " + runId, Route.RUN, RunView.class);
  }

  @Override
  public RunView cancel(String runId) {
    return questions.answer("cancel " + runId, Route.RUN_CANCEL, RunView.class);
  }

  @Override
  public void remove(String runId) {
    questions.note("remove run " + runId);
  }

  @Override
  public MetricHistory metrics(String runId) {
    return questions.answer("metrics " + runId, Route.RUN_METRICS, MetricHistory.class);
  }

  @Override
  public LogHistory logs(String runId, int limit) {
    return questions.answer("logs " + runId + " " + limit, Route.RUN_LOGS, LogHistory.class);
  }
}
