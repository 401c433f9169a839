package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.run.AnnotateRequest;
import io.trainyard.contract.run.CloneRequest;
import io.trainyard.contract.run.ContinueRequest;
import io.trainyard.contract.run.PriorityRequest;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerRequest;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.service.Runs;

/** What is asked of runs: 202 where a worker or the queue has yet to act on it. */
public final class ControlRoutes {
  private static final int ACCEPTED = 202;

  private final Runs runs;

  public ControlRoutes(Runs runs) {
    this.runs = runs;
  }

  public void addTo(Endpoints endpoints, WorkPool pool) {
    endpoints
        .on(Route.RUN_PAUSE, pool, call -> accepted(runs.pause(run(call))))
        .on(Route.RUN_RESUME, pool, call -> accepted(runs.resume(run(call))))
        .on(Route.RUN_CANCEL, pool, call -> accepted(runs.cancel(run(call))))
        .on(Route.RUN_STEER, pool, this::steer)
        .on(Route.RUN_PRIORITY, pool, this::prioritize)
        .on(Route.RUN_ANNOTATE, pool, this::annotate)
        .on(Route.RUN_RETRY, pool, this::retry)
        .on(Route.RUN_CONTINUE, pool, this::proceed)
        .on(Route.RUN_CLONE, pool, this::vary);
  }

  private Answer steer(Call call) {
    return accepted(runs.steer(run(call), call.json(SteerRequest.class)));
  }

  private Answer prioritize(Call call) {
    return Answer.ok(runs.prioritize(run(call), call.json(PriorityRequest.class)));
  }

  private Answer annotate(Call call) {
    return Answer.ok(runs.annotate(run(call), call.json(AnnotateRequest.class)));
  }

  private Answer retry(Call call) {
    return made(runs.retry(run(call), call.idempotencyKey()));
  }

  private Answer proceed(Call call) {
    ContinueRequest request = call.json(ContinueRequest.class);
    return made(runs.proceed(run(call), request, call.idempotencyKey()));
  }

  private Answer vary(Call call) {
    CloneRequest changes = call.json(CloneRequest.class, CloneRequest.SAME);
    return made(runs.vary(run(call), changes, call.idempotencyKey()));
  }

  private static Answer accepted(RunView run) {
    return Answer.of(ACCEPTED, run);
  }

  private static Answer made(RunView run) {
    return accepted(run).at(Route.RUN.with(run.runId()));
  }

  private static String run(Call call) {
    return call.path("run");
  }
}
