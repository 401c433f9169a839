package io.trainyard.launcher.cli.model;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.model.ModelView;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.UsageException;
import io.trainyard.launcher.cli.run.RunReference;
import java.util.List;

/**
 * Which model a person means: {@code last} for the newest, a model's id or its beginning, else the
 * run that made it.
 */
final class ModelReference {
  private ModelReference() {}

  static ModelView find(TrainyardClient client, String word) {
    List<ModelView> models = client.models().list().models();
    if (word.equals(RunReference.LAST) && !models.isEmpty()) {
      return models.get(0);
    }
    List<ModelView> fitting = models.stream().filter(model -> model.id().startsWith(word)).toList();
    if (fitting.size() > 1) {
      throw new UsageException(
          "\"" + Words.printable(word) + "\" fits several models; give more of its id.");
    }
    return fitting.isEmpty() ? ofRun(client, word) : fitting.get(0);
  }

  private static ModelView ofRun(TrainyardClient client, String word) {
    RunView run = RunReference.find(client, word);
    RunResult result = run.result();
    if (result == null) {
      throw new TrainyardException(
          ErrorCode.MODEL_NOT_FOUND,
          "Run " + run.runId() + " is " + run.state() + " and has no model.");
    }
    return client.models().find(result.modelId());
  }
}
