package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.engine.data.SplitData;
import io.trainyard.engine.data.StreamedSamples;

/**
 * A dataset ready to be learned from.
 *
 * @param reads goes on counting while a dataset larger than memory is streamed
 */
public record LoadedDataset(
    DatasetManifest manifest,
    SplitData training,
    SplitData validation,
    SplitData test,
    ReadCount reads) {

  /** Whether it is read while it is learned, being larger than what the worker holds. */
  public boolean streamed() {
    return training instanceof StreamedSamples;
  }
}
