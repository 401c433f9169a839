package io.trainyard.node.master;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent.ModelRemoved;
import io.trainyard.contract.model.ModelList;
import io.trainyard.contract.model.ModelView;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunResult;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import io.trainyard.node.service.Models;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers for models: what the journal's results name, with bytes from the blob store. Blocking.
 */
public final class ModelDesk implements Models {
  private final Journal journal;
  private final Blobs blobs;

  /** Where the model files are. */
  public interface Blobs {
    /** Writes the blob's bytes; a byte that is not as it was stored is refused. */
    void copyTo(String id, OutputStream out) throws IOException;

    void delete(String id);
  }

  public ModelDesk(Journal journal, Blobs blobs) {
    this.journal = journal;
    this.blobs = blobs;
  }

  @Override
  public ModelList list() {
    return new ModelList(
        runsWithModels()
            .sorted(Comparator.comparing(Run::since).reversed())
            .map(run -> view(run, resultOf(run)))
            .toList());
  }

  @Override
  public ModelView find(String modelId) {
    Run run = runsOf(modelId).get(0);
    return view(run, resultOf(run));
  }

  @Override
  public void copyTo(String modelId, OutputStream out) throws IOException {
    blobs.copyTo(resultOf(runsOf(modelId).get(0)).modelId(), out);
  }

  @Override
  public void remove(String modelId) {
    for (Run run : runsOf(modelId)) {
      removeOf(run);
    }
  }

  /**
   * Removes a run's model. The journal's word first: bytes without a word are swept, a word without
   * bytes would be a lie. Two runs alike make the same bytes; they go with the last.
   */
  void removeOf(Run run) {
    String id = resultOf(run).modelId();
    requireUnused(id);
    new Requests(journal).record(new ModelRemoved(run.id(), id));
    if (runsWithModels().noneMatch(other -> resultOf(other).modelId().equals(id))) {
      blobs.delete(id);
    }
  }

  /** Whether the run made this model, and it was not removed since. */
  static boolean hasModel(Run run, String modelId) {
    return isThere(run) && resultOf(run).modelId().equals(modelId);
  }

  /**
   * A run that goes on from a model needs it until it ends: any of its attempts may begin there.
   */
  private void requireUnused(String modelId) {
    for (Run run : journal.book().runs().values()) {
      Checkpoint from = run.request().startFrom();
      if (!run.hasEnded() && from != null && from.blobId().equals(modelId)) {
        throw new TrainyardException(
            Problem.of(
                ErrorCode.IN_USE,
                "Run " + run.id() + " goes on from this model and has not ended.",
                null,
                run.id()),
            null);
      }
    }
  }

  private Stream<Run> runsWithModels() {
    return journal.book().runs().values().stream().filter(ModelDesk::isThere);
  }

  private static boolean isThere(Run run) {
    return run.phase() instanceof Phase.Succeeded && !run.modelRemoved();
  }

  private List<Run> runsOf(String modelId) {
    List<Run> found = runsWithModels().filter(run -> hasModel(run, modelId)).toList();
    if (found.isEmpty()) {
      throw new TrainyardException(
          ErrorCode.MODEL_NOT_FOUND, "There is no model " + Words.printable(modelId) + ".");
    }
    return found;
  }

  private static RunResult resultOf(Run run) {
    return ((Phase.Succeeded) run.phase()).result();
  }

  private static ModelView view(Run run, RunResult result) {
    return new ModelView(
        result.modelId(),
        run.id(),
        run.labels().name(),
        run.spec().model(),
        run.datasetId() == null ? "" : run.datasetId(),
        run.spec().dataset(),
        run.spec().hyperparameters(),
        result.epochs(),
        result.testAccuracy(),
        result.parameters(),
        result.modelBytes(),
        run.since());
  }
}
