package io.trainyard.node.dataset;

import java.util.List;

/** Who still needs a dataset. Any thread may ask. */
@FunctionalInterface
public interface DatasetUse {

  /** Ids of the runs that have not ended and use it. */
  List<String> runsUsing(String datasetId);
}
