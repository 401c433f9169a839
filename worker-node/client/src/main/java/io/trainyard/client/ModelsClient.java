package io.trainyard.client;

import io.trainyard.client.http.Call;
import io.trainyard.client.http.Calls;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.model.ModelList;
import io.trainyard.contract.model.ModelView;
import java.nio.file.Path;

/** Calls about models. Blocking; any thread; failures are TrainyardExceptions. */
public final class ModelsClient {
  private final Calls calls;

  ModelsClient(Calls calls) {
    this.calls = calls;
  }

  /** Newest first. */
  public ModelList list() {
    return calls.json(Call.of(Route.MODELS), ModelList.class);
  }

  public ModelView find(String modelId) {
    return calls.json(Call.of(Route.MODEL, modelId), ModelView.class);
  }

  /**
   * Brings the model file. The target appears whole and checked against the id, or not at all; a
   * file that is there already is replaced.
   */
  public void download(String modelId, Path target, TransferProgress progress) {
    new ModelDownload(calls, modelId, progress).to(target);
  }

  public void remove(String modelId) {
    calls.done(Call.of(Route.MODEL_REMOVE, modelId));
  }
}
