package io.trainyard.node.http;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.Storing;
import io.trainyard.contract.dataset.WarmAnswer;
import io.trainyard.node.service.DatasetUpload;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.service.MnistSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

record FakeDatasets(Questions questions) implements Datasets {

  @Override
  public StoreAnswer storeMnist(MnistSource source) {
    return questions.answer("store " + source, Route.STORE_MNIST, StoreAnswer.class);
  }

  @Override
  public StoreAnswer add(DatasetUpload upload) {
    return questions.answer(
        "add "
            + upload.name()
            + size(upload.trainImages())
            + size(upload.trainLabels())
            + size(upload.testImages())
            + size(upload.testLabels()),
        Route.DATASET_ADD,
        StoreAnswer.class);
  }

  @Override
  public DatasetList list() {
    return questions.answer("datasets", Route.DATASETS, DatasetList.class);
  }

  @Override
  public List<Storing> storing() {
    return list().storing();
  }

  @Override
  public DatasetView find(String ref) {
    return questions.answer("dataset " + ref, Route.DATASET, DatasetView.class);
  }

  @Override
  public void remove(String ref) {
    questions.note("remove dataset " + ref);
  }

  @Override
  public WarmAnswer warm(String ref) {
    return questions.answer("warm " + ref, Route.WARM_CACHE, WarmAnswer.class);
  }

  private static String size(@Nullable Path file) {
    try {
      return file == null ? " -" : " " + Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
