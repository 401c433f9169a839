package io.trainyard.client;

import io.trainyard.client.http.Call;
import io.trainyard.client.http.Calls;
import io.trainyard.client.http.CountedBody;
import io.trainyard.client.http.Multipart;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.WarmAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.FileNotFoundException;
import java.time.Duration;

/** Calls about datasets. Blocking; any thread; failures are TrainyardExceptions. */
public final class DatasetsClient {
  private static final Duration STORING = Duration.ofMinutes(10);
  private static final Duration UPLOADING = Duration.ofHours(6);
  private static final Duration WARMING = Duration.ofMinutes(5);

  private final Calls calls;

  DatasetsClient(Calls calls) {
    this.calls = calls;
  }

  /** Newest first. */
  public DatasetList list() {
    return calls.json(Call.of(Route.DATASETS), DatasetList.class);
  }

  /** The dataset meant by an id, a unique prefix of one, or a name. */
  public DatasetView find(String ref) {
    return calls.json(Call.of(Route.DATASET, ref), DatasetView.class);
  }

  /** Stores MNIST or finds it stored; MNIST_UNAVAILABLE when it can be found nowhere. */
  public StoreAnswer storeMnist() {
    return store(Call.of(Route.DATASET_STORE_MNIST));
  }

  /** Stores the built-in generator's digits, which are not MNIST. */
  public StoreAnswer storeSyntheticDigits() {
    return store(Call.of(Route.DATASET_STORE_MNIST).query("source", "synthetic"));
  }

  private StoreAnswer store(Call call) {
    return calls.json(call.asRepeatable().within(STORING), StoreAnswer.class);
  }

  /** Uploads files, reading them while they are sent. */
  public StoreAnswer add(NewDataset dataset, TransferProgress progress) {
    Multipart form = form(dataset);
    CountedBody body = new CountedBody(form.publisher(), progress);
    Call call = Call.of(Route.DATASET_ADD).body(form.mediaType(), body).within(UPLOADING);
    return calls.json(call, StoreAnswer.class);
  }

  public void remove(String ref) {
    calls.done(Call.of(Route.DATASET_REMOVE, ref));
  }

  /** Reads every chunk into the cache. */
  public WarmAnswer warm(String ref) {
    Call call = Call.of(Route.DATASET_WARM, ref).asRepeatable().within(WARMING);
    return calls.json(call, WarmAnswer.class);
  }

  private static Multipart form(NewDataset dataset) {
    Multipart form = new Multipart().text("name", dataset.name());
    try {
      form.file("trainImages", dataset.training().images());
      form.file("trainLabels", dataset.training().labels());
      if (dataset.test().isPresent()) {
        form.file("testImages", dataset.test().get().images());
        form.file("testLabels", dataset.test().get().labels());
      }
      return form;
    } catch (FileNotFoundException e) {
      throw new TrainyardException(
          ErrorCode.INVALID_REQUEST, "There is no file " + e.getMessage() + ".", e);
    }
  }
}
