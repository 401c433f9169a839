package io.trainyard.contract.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All datasets, newest first.
 *
 * @param storing those on their way; an older master does not tell them
 */
public record DatasetList(List<DatasetView> datasets, List<Storing> storing) {
  public DatasetList(List<DatasetView> datasets, @Nullable List<Storing> storing) {
    this.datasets = List.copyOf(datasets);
    this.storing = storing == null ? List.of() : List.copyOf(storing);
  }
}
