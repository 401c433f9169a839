package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.service.Runs;

/** Asks for a training run. */
public final class TaskRoutes {
  private static final int ACCEPTED = 202;

  private final Runs runs;

  public TaskRoutes(Runs runs) {
    this.runs = runs;
  }

  public void addTo(Endpoints endpoints, WorkPool pool) {
    endpoints.on(Route.SEND_TASK, pool, this::submit);
  }

  private Answer submit(Call call) {
    ModelType model = ModelType.parse(call.path("task_type"));
    TaskRequest request = call.json(TaskRequest.class, TaskRequest.DEFAULTS);
    SubmitAnswer accepted = runs.submit(model, request, call.idempotencyKey());
    return Answer.of(ACCEPTED, accepted).at(accepted.location());
  }
}
