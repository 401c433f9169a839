package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.engine.data.SplitData;

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
    ReadCount reads) {}
