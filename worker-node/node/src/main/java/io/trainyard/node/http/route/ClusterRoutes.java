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
import io.trainyard.node.http.WorkPools;
import io.trainyard.node.http.openapi.RouteDocs;
import java.time.Duration;
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

  public void addTo(Endpoints endpoints, WorkPools pools) {
    endpoints
        .on(Route.CLUSTER, pools.probes(), this::cluster)
        .on(Route.CLUSTER_AUDIT, pools.transfers(), this::audit);
  }

  private Answer audit(Call call) {
    int minutes =
        call.number("waiting", RouteDocs.WAITING_MINUTES, 1, RouteDocs.MOST_WAITING_MINUTES);
    return Answer.ok(services.audits().audit(Duration.ofMinutes(minutes)));
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
