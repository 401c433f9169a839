package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.cluster.WorkerExit;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.service.Workers;

/** The workers as the master knows them. */
public final class WorkerRoutes {
  private final Workers workers;

  public WorkerRoutes(Workers workers) {
    this.workers = workers;
  }

  public void addTo(Endpoints endpoints, WorkPool pool) {
    endpoints
        .on(Route.WORKERS, pool, call -> Answer.ok(workers.list()))
        .on(Route.WORKER_EXITED, pool, this::exited);
  }

  private Answer exited(Call call) {
    workers.exited(call.path("worker"), call.json(WorkerExit.class));
    return Answer.nothing();
  }
}
