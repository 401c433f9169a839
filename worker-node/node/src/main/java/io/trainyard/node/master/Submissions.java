package io.trainyard.node.master;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.run.CloneRequest;
import io.trainyard.contract.run.ContinueRequest;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.Lineage.Kind;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.JournalException;
import io.trainyard.node.run.Run;
import io.trainyard.node.service.Datasets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes runs in: checks them, appends them, and answers once the journal has acknowledged them and
 * its own reading says which submission of the id won. Blocking; safe for use by any thread.
 */
public final class Submissions {
  private static final int ID_BYTES = 8;

  private final Journal journal;
  private final Datasets datasets;
  private final Offspring offspring;
  private final SecureRandom random = new SecureRandom();

  public Submissions(Journal journal, Datasets datasets) {
    this.journal = journal;
    this.datasets = datasets;
    this.offspring = new Offspring(datasets);
  }

  /** A run by itself. */
  public SubmitAnswer submit(
      ModelType model, TaskRequest request, @Nullable String idempotencyKey) {
    RunSpec spec = request.toSpec(model);
    Integer priority = request.priority();
    boolean usual = priority == null || priority == 0;
    Object asked = usual ? spec : List.of(spec, priority);
    Run won = accept(idempotencyKey, asked, () -> new Order(spec, null, null, priority));
    return new SubmitAnswer(
        won.id(),
        "accepted",
        won.state(),
        Route.RUN.with(won.id()),
        Route.LOG_STREAM.path() + "?run=" + won.id());
  }

  /** A run with another one's settings. The key is as that of {@link #submit}. */
  Run retry(String parentId, @Nullable String idempotencyKey) {
    Lineage parent = new Lineage(parentId, Kind.RETRY);
    return derive(parent, "", idempotencyKey, run -> offspring.retry(run, journal.book()));
  }

  /** A run that goes on where another one ended. */
  Run proceed(String parentId, ContinueRequest request, @Nullable String idempotencyKey) {
    Lineage parent = new Lineage(parentId, Kind.CONTINUE);
    return derive(parent, request, idempotencyKey, run -> offspring.proceed(run, request.epochs()));
  }

  /** A run with another one's settings but for the changes. */
  Run vary(String parentId, CloneRequest changes, @Nullable String idempotencyKey) {
    Lineage parent = new Lineage(parentId, Kind.CLONE);
    return derive(parent, changes, idempotencyKey, run -> offspring.vary(run, changes));
  }

  /** The parent is looked at only when the key has made no run yet: it may have changed since. */
  private Run derive(
      Lineage parent, Object body, @Nullable String key, Function<Run, Order> order) {
    return accept(key, List.of(parent, body), () -> order.apply(existing(parent.runId())));
  }

  private Run existing(String runId) {
    return journal.book().find(runId).orElseThrow(() -> Requests.unknown(runId));
  }

  private Run accept(@Nullable String idempotencyKey, Object asked, Supplier<Order> order) {
    String hash = Sha256.hex(Json.bytes(asked));
    String runId = idempotencyKey == null ? randomId() : idOf(idempotencyKey);
    Run run = journal.book().find(runId).orElseGet(() -> append(runId, hash, order.get()));
    if (!run.request().hash().equals(hash)) {
      throw new TrainyardException(
          Problem.of(
              ErrorCode.IDEMPOTENCY_CONFLICT,
              "This idempotency key already made run " + runId + " with other settings.",
              null,
              runId),
          null);
    }
    return run;
  }

  private Run append(String runId, String hash, Order order) {
    checkAgainstDataset(order.spec());
    return append(
        new Submitted(
            runId, order.spec(), hash, order.parent(), order.startFrom(), order.priority()));
  }

  private Run append(Submitted event) {
    String runId = event.runId();
    try {
      return journal
          .propose(event)
          .join()
          .book()
          .find(runId)
          .orElseThrow(
              () ->
                  new TrainyardException(
                      ErrorCode.IDEMPOTENCY_CONFLICT, "The run of this key was removed."));
    } catch (CompletionException e) {
      if (e.getCause() instanceof JournalException) {
        throw outcomeUnknown(runId, e);
      }
      throw e;
    }
  }

  static TrainyardException outcomeUnknown(String runId, Throwable cause) {
    return new TrainyardException(
        Problem.of(
            ErrorCode.OUTCOME_UNKNOWN,
            "Kafka did not acknowledge in time, so the outcome is unknown: ask again with the same"
                + " Idempotency-Key, or look for run "
                + runId
                + ".",
            null,
            runId),
        cause);
  }

  /** What can be refused now is refused now; MNIST may still have to be stored. */
  private void checkAgainstDataset(RunSpec spec) {
    DatasetView dataset;
    try {
      dataset = datasets.find(spec.dataset());
    } catch (TrainyardException e) {
      boolean later =
          spec.dataset().equals(TaskRequest.DEFAULT_DATASET)
              || e.code() != ErrorCode.DATASET_NOT_FOUND;
      if (later) {
        return;
      }
      throw e;
    }
    ShapeCheck.check(spec, dataset);
  }

  private String randomId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The same key names the same run, whichever master is asked. */
  private static String idOf(String idempotencyKey) {
    byte[] key = idempotencyKey.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return Sha256.hex(key).substring(0, 2 * ID_BYTES);
  }
}
