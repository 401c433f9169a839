package io.trainyard.node.master;

import io.trainyard.contract.journal.JournalEvent.Annotated;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.PriorityChanged;
import io.trainyard.contract.journal.JournalEvent.Removed;
import io.trainyard.contract.journal.JournalEvent.ResumeRequested;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.journal.JournalEvent.SteerRequested;
import io.trainyard.contract.run.AnnotateRequest;
import io.trainyard.contract.run.CloneRequest;
import io.trainyard.contract.run.ContinueRequest;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.PriorityRequest;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerRequest;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.MetricHistory;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.RunViews;
import io.trainyard.node.service.Runs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers for runs. Blocking; safe for use by any thread. */
public final class RunDesk implements Runs {
  private final Journal journal;
  private final Requests requests;
  private final Submissions submissions;
  private final WorkerRegistry workers;
  private final Waiting waiting;
  private final History history;
  private final ModelDesk models;

  /** Where a run's metrics and log lines outlive Kafka. */
  public interface History {
    MetricHistory metrics(Run run);

    LogHistory logs(Run run, int limit);

    void remove(String runId);
  }

  public RunDesk(
      Journal journal,
      Submissions submissions,
      WorkerRegistry workers,
      Waiting waiting,
      History history,
      ModelDesk models) {
    this.journal = journal;
    this.requests = new Requests(journal);
    this.submissions = submissions;
    this.workers = workers;
    this.waiting = waiting;
    this.history = history;
    this.models = models;
  }

  @Override
  public SubmitAnswer submit(
      ModelType model, TaskRequest request, @Nullable String idempotencyKey) {
    return submissions.submit(model, request, idempotencyKey);
  }

  @Override
  public RunList list(RunQuery query) {
    RunBook book = journal.book();
    List<Run> fitting = RunListing.of(book.newestFirst(), query);
    List<RunView> page =
        fitting.stream()
            .skip(query.offset())
            .limit(query.limit())
            .map(run -> RunViews.brief(view(run, book)))
            .toList();
    return new RunList(page, fitting.size());
  }

  @Override
  public RunView find(String runId) {
    return view(journal.book(), runId);
  }

  @Override
  public RunView cancel(String runId) {
    return ask(new CancelRequested(runId));
  }

  @Override
  public RunView pause(String runId) {
    return ask(new PauseRequested(runId));
  }

  @Override
  public RunView resume(String runId) {
    return ask(new ResumeRequested(runId));
  }

  @Override
  public RunView steer(String runId, SteerRequest request) {
    RunBook book = journal.book();
    for (var change : request.values().entrySet()) {
      book = requests.record(new SteerRequested(runId, change.getKey(), change.getValue()));
    }
    return view(book, runId);
  }

  @Override
  public RunView prioritize(String runId, PriorityRequest request) {
    return ask(new PriorityChanged(runId, request.priority()));
  }

  @Override
  public RunView annotate(String runId, AnnotateRequest request) {
    return ask(
        new Annotated(runId, request.name(), request.tags(), request.notes(), request.archived()));
  }

  @Override
  public RunView retry(String runId, @Nullable String idempotencyKey) {
    return view(submissions.retry(runId, idempotencyKey), journal.book());
  }

  @Override
  public RunView proceed(String runId, ContinueRequest request, @Nullable String idempotencyKey) {
    return view(submissions.proceed(runId, request, idempotencyKey), journal.book());
  }

  @Override
  public RunView vary(String runId, CloneRequest changes, @Nullable String idempotencyKey) {
    return view(submissions.vary(runId, changes, idempotencyKey), journal.book());
  }

  @Override
  public void remove(String runId) {
    if (journal.book().removed().contains(runId)) {
      // Asked again, because the history could not be removed the first time.
      history.remove(runId);
      return;
    }
    Run run = existing(journal.book(), runId);
    if (run.phase() instanceof Phase.Succeeded && !run.modelRemoved()) {
      models.removeOf(run);
    }
    requests.record(new Removed(runId));
    history.remove(runId);
  }

  @Override
  public MetricHistory metrics(String runId) {
    return history.metrics(existing(journal.book(), runId));
  }

  @Override
  public LogHistory logs(String runId, int limit) {
    return history.logs(existing(journal.book(), runId), limit);
  }

  private RunView view(Run run, RunBook book) {
    return RunViews.of(
        run, workers.progress(run.id(), run.attempt()).orElse(null), reason(run, book));
  }

  /** Why a run of this book is in its state, as people are told. */
  public String reason(Run run, RunBook book) {
    return run.phase() instanceof Phase.Queued ? waiting.reason(run, book) : run.reason();
  }

  private RunView view(RunBook book, String runId) {
    return view(existing(book, runId), book);
  }

  private RunView ask(RunEvent event) {
    return view(requests.record(event), event.runId());
  }

  private static Run existing(RunBook book, String runId) {
    return book.find(runId).orElseThrow(() -> Requests.unknown(runId));
  }
}
