package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunQuery.Archived;
import io.trainyard.contract.run.RunQuery.Sort;
import io.trainyard.contract.run.RunState;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.service.Runs;

/** Runs and their history. */
public final class RunRoutes {
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
        .on(Route.RUN, pool, call -> Answer.ok(runs.find(run(call))))
        .on(Route.RUN_REMOVE, pool, this::remove)
        .on(Route.RUN_METRICS, pool, call -> Answer.ok(runs.metrics(run(call))))
        .on(Route.RUN_LOGS, pool, this::logs);
  }

  private Answer list(Call call) {
    return Answer.ok(
        runs.list(
            new RunQuery(
                call.word("state", RunState.class).orElse(null),
                call.word("model", ModelType.class).orElse(null),
                call.query("tag").orElse(null),
                call.query("q").orElse(null),
                call.word("archived", Archived.class).orElse(Archived.FALSE),
                call.word("sort", Sort.class).orElse(Sort.NEWEST),
                call.number("limit", PAGE, 1, LARGEST_PAGE),
                call.number("offset", 0, 0, Integer.MAX_VALUE))));
  }

  private Answer remove(Call call) {
    runs.remove(run(call));
    return Answer.nothing();
  }

  private Answer logs(Call call) {
    return Answer.ok(runs.logs(run(call), call.number("limit", LINES, 1, MOST_LINES)));
  }

  private static String run(Call call) {
    return call.path("run");
  }
}
