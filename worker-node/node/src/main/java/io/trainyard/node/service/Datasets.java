package io.trainyard.node.service;

import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.Storing;
import io.trainyard.contract.dataset.WarmAnswer;
import java.util.List;

/**
 * The stored datasets. Blocking; failures are TrainyardExceptions. A ref is an id, a unique prefix
 * of one, or a name.
 */
public interface Datasets {

  /** Stores MNIST, or finds it stored. */
  StoreAnswer storeMnist(MnistSource source);

  /** Stores an uploaded dataset; its staged files are the caller's to delete. */
  StoreAnswer add(DatasetUpload upload);

  DatasetList list();

  /** The datasets that are being stored just now; answers at once. */
  List<Storing> storing();

  DatasetView find(String ref);

  void remove(String ref);

  /** Reads every chunk of the dataset into Redis. */
  WarmAnswer warm(String ref);
}
