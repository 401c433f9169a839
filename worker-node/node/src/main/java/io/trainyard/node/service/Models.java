package io.trainyard.node.service;

import io.trainyard.contract.model.ModelList;
import io.trainyard.contract.model.ModelView;
import java.io.IOException;
import java.io.OutputStream;

/** The trained models. Blocking; failures are TrainyardExceptions. */
public interface Models {
  ModelList list();

  ModelView find(String modelId);

  /** Writes the model file's bytes, each part checked before it is written. */
  void copyTo(String modelId, OutputStream out) throws IOException;

  void remove(String modelId);
}
