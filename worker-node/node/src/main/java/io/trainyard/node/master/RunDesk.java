package io.trainyard.node.master;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.Removed;
import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.MetricHistory;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.messaging.JournalException;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.RunViews;
import io.trainyard.node.run.Verdict;
import io.trainyard.node.service.Runs;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Answers for runs. Blocking; safe for use by any thread. */
public final class RunDesk implements Runs {
  private final Journal journal;
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
  public RunList list(@Nullable RunState state, int limit, int offset) {
    RunBook book = journal.book();
    List<Run> matching =
        book.newestFirst().filter(run -> state == null || run.state() == state).toList();
    List<RunView> page =
        matching.stream()
            .skip(offset)
            .limit(limit)
            .map(run -> RunViews.brief(view(run, book)))
            .toList();
    return new RunList(page, matching.size());
  }

  @Override
  public RunView find(String runId) {
    RunBook book = journal.book();
    return view(existing(book, runId), book);
  }

  @Override
  public RunView cancel(String runId) {
    return view(request(new CancelRequested(runId)));
  }

  @Override
  public void remove(String runId) {
    Run run = existing(journal.book(), runId);
    if (run.phase() instanceof Phase.Succeeded && !run.modelRemoved()) {
      models.removeOf(run);
    }
    request(new Removed(runId));
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
    String reason = run.phase() instanceof Phase.Queued ? waiting.reason(run, book) : run.reason();
    return RunViews.of(run, workers.progress(run.id(), run.attempt()).orElse(null), reason);
  }

  private RunView view(RunBook book, String runId) {
    return view(existing(book, runId), book);
  }

  private RunView view(RequestRead read) {
    return view(read.book(), read.runId());
  }

  private record RequestRead(RunBook book, String runId) {}

  /** Records what a person asks for; what the run's state does not allow is 409. */
  private RequestRead request(RunEvent event) {
    Journal.Read read;
    try {
      read = journal.propose(event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof JournalException) {
        throw Submissions.outcomeUnknown(event.runId(), e);
      }
      throw e;
    }
    if (read.verdict() instanceof Verdict.Rejected rejected) {
      throw new TrainyardException(
          Problem.of(
              ErrorCode.ILLEGAL_TRANSITION,
              "The run is " + rejected.state() + ": " + rejected.why() + ".",
              null,
              event.runId()),
          null);
    }
    if (read.verdict() instanceof Verdict.UnknownRun) {
      throw unknown(event.runId());
    }
    return new RequestRead(read.book(), event.runId());
  }

  private static Run existing(RunBook book, String runId) {
    return book.find(runId).orElseThrow(() -> unknown(runId));
  }

  private static TrainyardException unknown(String runId) {
    return new TrainyardException(
        ErrorCode.RUN_NOT_FOUND,
        "There is no run " + io.trainyard.contract.codec.Words.printable(runId) + ".");
  }
}
