package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.cluster.ClusterView;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunState;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.NodeServices;
import io.trainyard.node.http.WorkPool;
import java.util.List;

/** The cluster in one answer. */
public final class ClusterRoutes {
  private final NodeServices.OfMaster services;
  private final List<String> kafka;

  /**
   * Tells of a cluster.
   *
   * @param kafka addresses of its brokers
   */
  public ClusterRoutes(NodeServices.OfMaster services, List<String> kafka) {
    this.services = services;
    this.kafka = List.copyOf(kafka);
  }

  public void addTo(Endpoints endpoints, WorkPool pool) {
    endpoints.on(Route.CLUSTER, pool, this::cluster);
  }

  private Answer cluster(Call call) {
    Health health = services.health().check();
    int owned = count(RunState.STARTING) + count(RunState.RUNNING) + count(RunState.PAUSING);
    return Answer.ok(
        new ClusterView(
            health.status().name(),
            health.version(),
            health,
            services.workers().list().workers(),
            kafka,
            count(RunState.QUEUED),
            owned));
  }

  private int count(RunState state) {
    return services.runs().list(RunQuery.all(1).in(state)).total();
  }
}
