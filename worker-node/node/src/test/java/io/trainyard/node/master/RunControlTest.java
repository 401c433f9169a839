package io.trainyard.node.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.ModelRemoved;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.SteerApplied;
import io.trainyard.contract.journal.JournalEvent.SteerRequested;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.CloneRequest;
import io.trainyard.contract.run.ContinueRequest;
import io.trainyard.contract.run.Lineage;
import io.trainyard.contract.run.Lineage.Kind;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.Story;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Runs that are made of others, and keys under which they are made. */
class RunControlTest {
  private static final Checkpoint SAVED = new Checkpoint("c", 7, 2, 16, 0.9);

  private final ToldJournal journal = new ToldJournal();
  private final StoredDatasets datasets = new StoredDatasets();
  private final Submissions submissions = new Submissions(journal, datasets);
  private final Offspring offspring = new Offspring(datasets);
  private final Story story = journal.story;

  @Test
  void aRetryHasTheSettingsAndKnowsItsParent() {
    failed("a");

    Run run = submissions.retry("a", "k");

    assertThat(run.spec()).isEqualTo(story.run("a").spec());
    assertThat(run.request().parent()).isEqualTo(new Lineage("a", Kind.RETRY));
    assertThat(run.request().startFrom()).isNull();
  }

  @Test
  void aContinuationGoesOnFromTheModelOfARunThatSucceeded() {
    Owner owner = story.worker("worker-1");
    story.running("a", owner).then(new Succeeded("a", 1, owner, Story.result()));

    Run run = submissions.proceed("a", new ContinueRequest(4), null);

    assertThat(run.request().startFrom()).isEqualTo(new Checkpoint("m", 1, 1, 10, 0.9));
    assertThat(run.spec().hyperparameters())
        .isEqualTo(Story.spec().hyperparameters().withEpochs(1 + 4));
    assertThat(run.resumable()).hasValueSatisfying(c -> assertThat(c.blobId()).isEqualTo("m"));
  }

  @Test
  void aContinuationOfAFailedRunGoesOnFromItsNewestCheckpointAsItWasSteered() {
    Owner owner = story.worker("worker-1");
    story.running("a", owner);
    steer("a", owner, SteerKey.EPOCHS, 6);
    steer("a", owner, SteerKey.LEARNING_RATE, 0.5);
    story.then(new SteerRequested("a", SteerKey.EPOCHS, 50));
    story.then(new CheckpointSaved("a", 1, owner, SAVED));
    story.then(new Failed("a", 1, owner, new RunError("DIVERGED", "why"), 20));

    Run run = submissions.proceed("a", new ContinueRequest(2), null);

    assertThat(run.request().startFrom()).isEqualTo(SAVED);
    assertThat(run.spec().hyperparameters().epochs()).isEqualTo(SAVED.epoch() + 2);
    assertThat(run.spec().hyperparameters().learningRate()).isEqualTo(0.5);
  }

  @Test
  void nothingGoesOnFromARunThatLivesOrLeftNothing() {
    Owner owner = story.worker("worker-1");
    story.running("lives", owner);
    failed("young");
    story.submitted("gone").opened("gone", 1);
    story.then(new Claimed("gone", 1, owner));
    story.then(new Started("gone", 1, owner, 0, Story.START, Story.START));
    story.then(new Succeeded("gone", 1, owner, Story.result()));
    story.then(new ModelRemoved("gone", "m"));

    assertRefused(() -> offspring.proceed(story.run("lives"), 1), "RUNNING: it has not ended");
    assertRefused(() -> offspring.retry(story.run("lives"), journal.book()), "it has not ended");
    assertRefused(() -> offspring.proceed(story.run("young"), 1), "before its first checkpoint");
    assertRefused(() -> offspring.proceed(story.run("gone"), 1), "its model has been removed");
  }

  @Test
  void aRetryOfAContinuationNeedsWhatThatBeganFrom() {
    Owner owner = story.worker("worker-1");
    story.running("a", owner).then(new Succeeded("a", 1, owner, Story.result()));
    Run child = submissions.proceed("a", new ContinueRequest(1), "k");
    story.then(new CancelRequested(child.id()));

    Order again = offspring.retry(story.run(child.id()), journal.book());

    assertThat(again.startFrom()).isEqualTo(child.request().startFrom());
  }

  @Test
  void aCloneOfALivingRunBeginsAfreshWithItsChanges() {
    Owner owner = story.worker("worker-1");
    story.running("a", owner);
    CloneRequest changes =
        new CloneRequest("lstm", null, 9, null, null, null, null, "x", List.of("t"), 5);

    Run run = submissions.vary("a", changes, null);

    assertThat(run.spec().model()).isEqualTo(ModelType.LSTM);
    assertThat(run.spec().hyperparameters().epochs()).isEqualTo(9);
    assertThat(run.spec().hyperparameters().batchSize()).isEqualTo(128);
    assertThat(run.labels().tags()).containsExactly("t");
    assertThat(run.priority()).isEqualTo(5);
    assertThat(run.request().startFrom()).isNull();
  }

  @Test
  void theDataStaysTheSameThoughTheNameHasAnotherMeaningNow() {
    failed("a");
    datasets.idByName.put("mnist", "another");
    datasets.idByName.put("old", "dataset");

    Order order = offspring.retry(story.run("a"), journal.book());

    assertThat(order.spec().dataset()).isEqualTo("dataset");
  }

  @Test
  void aKeyMakesOneRunThoughItsParentHasChangedSince() {
    Owner owner = story.worker("worker-1");
    story.running("a", owner).then(new Succeeded("a", 1, owner, Story.result()));
    Run first = submissions.proceed("a", new ContinueRequest(1), "k");
    story.then(new ModelRemoved("a", "m"));

    Run second = submissions.proceed("a", new ContinueRequest(1), "k");

    assertThat(second.id()).isEqualTo(first.id());
    assertThatThrownBy(() -> submissions.retry("a", "k"))
        .isInstanceOfSatisfying(
            TrainyardException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT));
  }

  @Test
  void aModelThatALivingRunGoesOnFromCannotBeRemoved() {
    Owner owner = story.worker("worker-1");
    story.running("a", owner).then(new Succeeded("a", 1, owner, Story.result()));
    Run child = submissions.proceed("a", new ContinueRequest(1), "k");
    List<String> deleted = new ArrayList<>();
    ModelDesk models = new ModelDesk(journal, new Deleting(deleted));

    assertThatThrownBy(() -> models.remove("m"))
        .isInstanceOfSatisfying(
            TrainyardException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IN_USE))
        .hasMessageContaining(child.id());
    assertThat(deleted).isEmpty();

    story.then(new CancelRequested(child.id()));
    models.remove("m");
    assertThat(deleted).containsExactly("m");
  }

  @Test
  void aPriorityIsPartOfWhatAKeyStandsFor() {
    TaskRequest usual = TaskRequest.DEFAULTS;
    TaskRequest urgent = new TaskRequest(null, null, null, null, null, null, null, null, 7);

    String id = submissions.submit(ModelType.MLP, urgent, "k").runId();

    assertThat(story.run(id).priority()).isEqualTo(7);
    assertThat(submissions.submit(ModelType.MLP, urgent, "k").runId()).isEqualTo(id);
    assertThatThrownBy(() -> submissions.submit(ModelType.MLP, usual, "k"))
        .hasMessageContaining("with other settings");
  }

  private void failed(String runId) {
    Owner owner = story.worker("worker-" + runId);
    story.running(runId, owner);
    story.then(new Failed(runId, 1, owner, new RunError("DIVERGED", "why"), 3));
  }

  private void steer(String runId, Owner owner, SteerKey key, double value) {
    story.then(new SteerRequested(runId, key, value));
    story.then(new SteerApplied(runId, 1, owner, story.book().offset(), 10));
  }

  private static void assertRefused(ThrowingCallable call, String why) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TrainyardException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION))
        .hasMessageContaining(why);
  }

  private record Deleting(List<String> deleted) implements ModelDesk.Blobs {
    @Override
    public void copyTo(String id, OutputStream out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String id) {
      deleted.add(id);
    }
  }
}
