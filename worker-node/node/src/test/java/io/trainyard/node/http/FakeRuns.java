package io.trainyard.node.http;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.codec.Json;
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
import io.trainyard.node.service.Runs;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  public RunList list(RunQuery query) {
    return questions.answer("runs " + words(query), Route.RUNS, RunList.class);
  }

  private static String words(RunQuery query) {
    return Stream.of(
            query.state(),
            query.model(),
            query.tag(),
            query.text(),
            query.archived(),
            query.sort(),
            query.limit(),
            query.offset())
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
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
  public RunView pause(String runId) {
    return questions.answer("pause " + runId, Route.RUN_PAUSE, RunView.class);
  }

  @Override
  public RunView resume(String runId) {
    return questions.answer("resume " + runId, Route.RUN_RESUME, RunView.class);
  }

  @Override
  public RunView steer(String runId, SteerRequest request) {
    return with("steer " + runId, request, Route.RUN_STEER);
  }

  @Override
  public RunView prioritize(String runId, PriorityRequest request) {
    return with("priority " + runId, request, Route.RUN_PRIORITY);
  }

  @Override
  public RunView annotate(String runId, AnnotateRequest request) {
    return with("annotate " + runId, request, Route.RUN_ANNOTATE);
  }

  @Override
  public RunView retry(String runId, @Nullable String key) {
    return questions.answer("retry " + runId + " " + key, Route.RUN_RETRY, RunView.class);
  }

  @Override
  public RunView proceed(String runId, ContinueRequest request, @Nullable String key) {
    return with("continue " + runId + " " + key, request, Route.RUN_CONTINUE);
  }

  @Override
  public RunView vary(String runId, CloneRequest changes, @Nullable String key) {
    changes.over(TaskRequest.DEFAULTS).toSpec(changes.modelOr(ModelType.CNN));
    return with("clone " + runId + " " + key, changes, Route.RUN_CLONE);
  }

  private RunView with(String question, Object body, Route route) {
    return questions.answer(question + " " + Json.text(body), route, RunView.class);
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
