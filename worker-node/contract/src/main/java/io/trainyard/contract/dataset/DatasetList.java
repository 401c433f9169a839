package io.trainyard.contract.dataset;

import java.util.List;

/** All datasets, newest first. */
public record DatasetList(List<DatasetView> datasets) {
  public DatasetList {
    datasets = List.copyOf(datasets);
  }
}
