package io.trainyard.node.http;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.model.ModelList;
import io.trainyard.contract.model.ModelView;
import io.trainyard.node.service.Models;
import java.io.IOException;
import java.io.OutputStream;

/** Its model's bytes count up from 0; their number stands in the golden example. */
record FakeModels(Questions questions) implements Models {

  @Override
  public ModelList list() {
    return questions.answer("models", Route.MODELS, ModelList.class);
  }

  @Override
  public ModelView find(String modelId) {
    return questions.answer("model " + modelId, Route.MODEL, ModelView.class);
  }

  @Override
  public void copyTo(String modelId, OutputStream out) throws IOException {
    byte[] bytes = content((int) find(modelId).bytes());
    for (int at = 0; at < bytes.length; at += 100_000) {
      out.write(bytes, at, Math.min(100_000, bytes.length - at));
    }
  }

  @Override
  public void remove(String modelId) {
    questions.note("remove model " + modelId);
  }

  static byte[] content(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }
}
