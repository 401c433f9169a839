package io.trainyard.node.master;

import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.Storing;
import io.trainyard.contract.dataset.WarmAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.service.DatasetUpload;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.service.MnistSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Datasets by name, each of 1,000 MNIST-like items. For one thread. */
final class StoredDatasets implements Datasets {
  final Map<String, String> idByName = new HashMap<>(Map.of("mnist", "dataset"));

  @Override
  public DatasetView find(String ref) {
    String id = idByName.getOrDefault(ref, idByName.containsValue(ref) ? ref : null);
    if (id == null) {
      throw new TrainyardException(ErrorCode.DATASET_NOT_FOUND, "There is no dataset " + ref + ".");
    }
    return new DatasetView(
        id,
        ref,
        "test",
        false,
        Instant.EPOCH,
        List.of(28, 28, 1),
        10,
        List.of(),
        1_000,
        0,
        100,
        1,
        1,
        1,
        1,
        List.of());
  }

  @Override
  public StoreAnswer storeMnist(MnistSource source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreAnswer add(DatasetUpload upload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DatasetList list() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Storing> storing() {
    return List.of();
  }

  @Override
  public void remove(String ref) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WarmAnswer warm(String ref) {
    throw new UnsupportedOperationException();
  }
}
