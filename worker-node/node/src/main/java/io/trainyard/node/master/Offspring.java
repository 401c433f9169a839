package io.trainyard.node.master;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.CloneRequest;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.Lineage.Kind;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.run.Steering;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.service.Datasets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run that is made of another one is to do: the same again, more of it, or something else.
 * What the other one's state does not allow is 409. Blocking; safe for use by any thread.
 */
final class Offspring {
  private final Datasets datasets;

  Offspring(Datasets datasets) {
    this.datasets = datasets;
  }

  /** The same settings again, from where the parent itself began. */
  Order retry(Run parent, RunBook book) {
    requireEnded(parent, "clone it, or cancel it first");
    Checkpoint from = parent.request().startFrom();
    if (from != null && !isKept(from.blobId(), book)) {
      throw refused(parent, "what it began from has been removed; clone it to begin afresh");
    }
    return order(parent, parent.spec().hyperparameters(), Kind.RETRY, from);
  }

  /**
   * More epochs after the one in which the parent ended, with the learning rate it ended with. An
   * epoch that it had only begun is finished first.
   */
  Order proceed(Run parent, int more) {
    requireEnded(parent, "steer its epochs instead");
    Checkpoint from = lastState(parent);
    int epochs = from.epoch() + more;
    Hyperparameters settings = parent.spec().hyperparameters().withEpochs(epochs);
    Double rate = applied(parent, SteerKey.LEARNING_RATE);
    return order(
        parent, rate == null ? settings : settings.withLearningRate(rate), Kind.CONTINUE, from);
  }

  /** Other settings, from the beginning; the parent may be in any state. */
  Order vary(Run parent, CloneRequest changes) {
    ModelType model = changes.modelOr(parent.spec().model());
    TaskRequest request = changes.over(requestOf(parent));
    RunSpec spec = request.toSpec(model);
    return new Order(spec, new Lineage(parent.id(), Kind.CLONE), null, request.priority());
  }

  private Order order(
      Run parent, Hyperparameters settings, Kind kind, @Nullable Checkpoint startFrom) {
    RunSpec spec =
        new RunSpec(
            parent.spec().model(),
            datasetOf(parent),
            settings,
            nameOf(parent),
            parent.labels().tags());
    return new Order(spec, new Lineage(parent.id(), kind), startFrom, parent.priority());
  }

  private TaskRequest requestOf(Run parent) {
    Hyperparameters settings = parent.spec().hyperparameters();
    return new TaskRequest(
        datasetOf(parent),
        settings.epochs(),
        settings.batchSize(),
        settings.learningRate(),
        settings.seed(),
        null,
        nameOf(parent),
        parent.labels().tags(),
        parent.priority());
  }

  private static @Nullable String nameOf(Run parent) {
    String name = parent.labels().name();
    return name == null || name.isEmpty() ? null : name;
  }

  /** The name asked for while it still means the data that the parent learned, else their id. */
  private String datasetOf(Run parent) {
    String asked = parent.spec().dataset();
    String settled = parent.datasetId();
    if (settled == null) {
      return asked;
    }
    try {
      return datasets.find(asked).id().equals(settled) ? asked : settled;
    } catch (TrainyardException e) {
      // Removed, or the store is away: the id stays right in both cases.
      return settled;
    }
  }

  private static Checkpoint lastState(Run parent) {
    if (parent.phase() instanceof Phase.Succeeded succeeded) {
      RunResult result = succeeded.result();
      if (parent.modelRemoved()) {
        throw refused(parent, "its model has been removed, so there is nothing to go on from");
      }
      return new Checkpoint(
          result.modelId(),
          result.modelBytes(),
          result.epochs(),
          result.lastIteration(),
          result.validationAccuracy());
    }
    return parent
        .resumable()
        .orElseThrow(
            () -> refused(parent, "it ended before its first checkpoint; retry it instead"));
  }

  private static @Nullable Double applied(Run run, SteerKey key) {
    Optional<Steering> last =
        run.steering().requests().stream()
            .filter(steering -> steering.key() == key && steering.applied())
            .reduce((earlier, later) -> later);
    return last.map(Steering::value).orElse(null);
  }

  /** Whether some run still holds on to the blob. */
  private static boolean isKept(String blobId, RunBook book) {
    return book.runs().values().stream()
        .anyMatch(
            run ->
                run.resumable().filter(state -> state.blobId().equals(blobId)).isPresent()
                    || ModelDesk.hasModel(run, blobId));
  }

  private static void requireEnded(Run parent, String instead) {
    if (!parent.hasEnded()) {
      throw refused(parent, "it has not ended; " + instead);
    }
  }

  private static TrainyardException refused(Run parent, String why) {
    return new TrainyardException(
        Problem.of(
            ErrorCode.ILLEGAL_TRANSITION,
            "The run is " + parent.state() + ": " + why + ".",
            null,
            parent.id()),
        null);
  }
}
