package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.run.RunState;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.service.Runs;

/** Runs, their control and their history. */
public final class RunRoutes {
  private static final int ACCEPTED = 202;
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 500;
  private static final int LINES = 500;
  private static final int MOST_LINES = 10_000;

  private final Runs runs;

  public RunRoutes(Runs runs) {
    this.runs = runs;
  }

  public void addTo(Endpoints endpoints, WorkPool pool) {
    endpoints
        .on(Route.RUNS, pool, this::list)
        .on(Route.RUN, pool, call -> Answer.ok(runs.find(call.path("run"))))
        .on(Route.RUN_REMOVE, pool, this::remove)
        .on(Route.RUN_CANCEL, pool, call -> Answer.of(ACCEPTED, runs.cancel(call.path("run"))))
        .on(Route.RUN_METRICS, pool, call -> Answer.ok(runs.metrics(call.path("run"))))
        .on(Route.RUN_LOGS, pool, this::logs);
  }

  private Answer list(Call call) {
    RunState state = call.word("state", RunState.class).orElse(null);
    int limit = call.number("limit", PAGE, 1, LARGEST_PAGE);
    int offset = call.number("offset", 0, 0, Integer.MAX_VALUE);
    return Answer.ok(runs.list(state, limit, offset));
  }

  private Answer remove(Call call) {
    runs.remove(call.path("run"));
    return Answer.nothing();
  }

  private Answer logs(Call call) {
    return Answer.ok(runs.logs(call.path("run"), call.number("limit", LINES, 1, MOST_LINES)));
  }
}
