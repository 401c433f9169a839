package io.trainyard.launcher.cli.bench;

import io.trainyard.client.ClientConfig;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.cluster.ClusterView;
import io.trainyard.contract.cluster.WorkerView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.launcher.cli.await.Awaited;
import io.trainyard.launcher.cli.await.Lookout;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The cluster's nodes as the bench sees them. For one thread. */
record Yard(TrainyardClient client, String token, Lookout lookout) {
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  BenchReport.Cluster cluster() {
    ClusterView view = client.cluster().view();
    List<WorkerView> workers = view.workers().stream().filter(Yard::isUp).toList();
    int slots = workers.stream().mapToInt(WorkerView::slots).sum();
    return new BenchReport.Cluster(
        view.version(), workers.size(), slots, view.queued() + view.running());
  }

  int workers() {
    return up().size();
  }

  /** Waits until this many workers have a free slot; they tell it with their heartbeats only. */
  void awaitIdle(int wanted) throws InterruptedException {
    CompletableFuture<Long> idle = lookout.until(() -> idle(wanted), LOOK);
    if (!Awaited.isDone(idle, IDLE)) {
      idle.cancel(false);
      throw new TrainyardException(
          ErrorCode.NOT_READY,
          "The workers are busy with other runs; a bench needs "
              + wanted
              + " free. See `trainyard runs`.");
    }
  }

  private Optional<Long> idle(int wanted) {
    long free = up().stream().filter(worker -> worker.freeSlots() > 0).count();
    return free < wanted ? Optional.empty() : Optional.of(free);
  }

  /** The metrics of the node that answers, the master first, and of all workers. */
  List<String> metrics() {
    List<String> texts = new ArrayList<>();
    texts.add(client.cluster().metrics());
    for (WorkerView worker : up()) {
      ClientConfig one = ClientConfig.of(List.of(URI.create(worker.address())), token);
      texts.add(new TrainyardClient(one).cluster().metrics());
    }
    return texts;
  }

  private List<WorkerView> up() {
    return client.cluster().workers().workers().stream().filter(Yard::isUp).toList();
  }

  private static boolean isUp(WorkerView worker) {
    return worker.status().equals("UP");
  }
}
