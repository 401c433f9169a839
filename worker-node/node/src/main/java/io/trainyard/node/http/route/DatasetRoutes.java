package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.WorkPools;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.service.MnistSource;

/** Datasets: MNIST, the list, the cache. Uploads have a class of their own. */
public final class DatasetRoutes {
  private final Datasets datasets;

  public DatasetRoutes(Datasets datasets) {
    this.datasets = datasets;
  }

  public void addTo(Endpoints endpoints, WorkPools pools) {
    endpoints
        .on(Route.STORE_MNIST, pools.transfers(), this::storeMnist)
        .on(Route.DATASET_STORE_MNIST, pools.transfers(), this::storeMnist)
        .on(Route.WARM_CACHE, pools.transfers(), this::warmNamed)
        .on(Route.DATASET_WARM, pools.transfers(), this::warm)
        .on(Route.DATASETS, pools.calls(), call -> Answer.ok(datasets.list()))
        .on(Route.DATASET, pools.calls(), call -> Answer.ok(datasets.find(call.path("dataset"))))
        .on(Route.DATASET_REMOVE, pools.calls(), this::remove);
  }

  private Answer storeMnist(Call call) {
    MnistSource source = call.word("source", MnistSource.class).orElse(MnistSource.AUTO);
    return Answer.ok(datasets.storeMnist(source));
  }

  private Answer warmNamed(Call call) {
    return Answer.ok(datasets.warm(call.query("dataset").orElse(TaskRequest.DEFAULT_DATASET)));
  }

  private Answer warm(Call call) {
    return Answer.ok(datasets.warm(call.path("dataset")));
  }

  private Answer remove(Call call) {
    datasets.remove(call.path("dataset"));
    return Answer.nothing();
  }
}
