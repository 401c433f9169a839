package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.service.WorkerStatus;

/** What a worker says of itself. */
public final class StatusRoutes {
  private final WorkerStatus status;

  public StatusRoutes(WorkerStatus status) {
    this.status = status;
  }

  public void addTo(Endpoints endpoints, WorkPool pool) {
    endpoints.on(Route.STATUS, pool, call -> Answer.ok(status.status()));
  }
}
