package io.trainyard.contract.model;

import java.util.List;

/** All models, newest first. */
public record ModelList(List<ModelView> models) {
  public ModelList {
    models = List.copyOf(models);
  }
}
