package io.trainyard.launcher.cli.train;

import io.trainyard.client.DatasetsClient;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.launcher.cli.dataset.StoreCall;

/** Makes sure that the dataset asked for is there, and says under which name to train on it. */
final class DatasetChoice {
  private final DatasetsClient datasets;
  private final FollowView view;

  DatasetChoice(DatasetsClient datasets, FollowView view) {
    this.datasets = datasets;
    this.view = view;
  }

  /** MNIST is stored at its first use; any other dataset must be there. */
  String settle(String wanted) throws InterruptedException {
    if (!wanted.equals(TaskRequest.DEFAULT_DATASET)) {
      return datasets.find(wanted).id();
    }
    boolean present =
        datasets.list().datasets().stream().anyMatch(dataset -> dataset.name().equals(wanted));
    return present ? wanted : storeMnist();
  }

  private String storeMnist() throws InterruptedException {
    view.step("Storing MNIST, once ...");
    try {
      StoreAnswer stored = new StoreCall(datasets, view::step).mnist();
      view.stored(stored);
      return stored.name();
    } catch (TrainyardException e) {
      if (e.code() != ErrorCode.MNIST_UNAVAILABLE) {
        throw e;
      }
      return storeSyntheticDigits(e);
    }
  }

  private String storeSyntheticDigits(TrainyardException why) throws InterruptedException {
    view.warning("MNIST can be found nowhere: " + why.problem().detail());
    view.warning(
        "This run learns SYNTHETIC digits, drawn by Trainyard itself: its accuracy says nothing"
            + " about MNIST.");
    StoreAnswer stored = new StoreCall(datasets, view::step).syntheticDigits();
    view.stored(stored);
    return stored.name();
  }
}
