package io.trainyard.node.worker;

import io.trainyard.contract.error.ErrorType;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptFailed;
import io.trainyard.contract.journal.JournalEvent.Failed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.node.messaging.Telemetry;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.RunBook;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt from its won claim to its last word. {@link #run} is the run's thread; the rest is
 * for any.
 */
final class RunExecution implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);
  private static final Duration FLUSH = Duration.ofSeconds(2);

  private final Assignment assignment;
  private final Owner owner;
  private final Learner learner;
  private final OwnerVoice voice;
  private final Telemetry telemetry;
  private final RunReporter reporter;
  private final Runnable onEnd;
  private final AtomicReference<StopReason> stop = new AtomicReference<>();

  RunExecution(
      Assignment assignment,
      Owner owner,
      Learner learner,
      OwnerVoice voice,
      Telemetry telemetry,
      RunReporter reporter,
      Runnable onEnd) {
    this.assignment = assignment;
    this.owner = owner;
    this.learner = learner;
    this.voice = voice;
    this.telemetry = telemetry;
    this.reporter = reporter;
    this.onEnd = onEnd;
  }

  RunProgress progress() {
    return reporter.progress();
  }

  /** Asks it to stop; the first reason stands, but for being superseded, which outdoes any. */
  void stop(StopReason reason) {
    stop.accumulateAndGet(
        reason, (was, now) -> was == null || now == StopReason.SUPERSEDED ? now : was);
  }

  /** Looks at the newest book: whoever has lost the attempt, or is to be cancelled, stops. */
  void follow(RunBook book) {
    if (!isMine(book)) {
      stop(StopReason.SUPERSEDED);
    } else if (book.find(assignment.runId()).orElseThrow().phase() instanceof Phase.Owned owned
        && owned.intent() == Phase.Intent.CANCEL) {
      stop(StopReason.CANCEL);
    }
  }

  @Override
  public void run() {
    try {
      if (say(started())) {
        reporter.info("attempt " + assignment.attempt() + " runs on " + owner.workerId());
        JournalEvent last = lastWord(learner.learn(assignment, reporter, () -> stop.get() != null));
        flush();
        say(last);
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.atError().addKeyValue("runId", assignment.runId()).setCause(e).log("the attempt broke");
      reporter.error("the attempt broke: " + e);
      say(broken(e));
    } finally {
      onEnd.run();
    }
  }

  private Started started() {
    String runId = assignment.runId();
    return new Started(
        runId,
        assignment.attempt(),
        owner,
        0,
        telemetry.metricsPosition(runId),
        telemetry.logsPosition(runId));
  }

  private JournalEvent lastWord(Learner.Outcome outcome) {
    String runId = assignment.runId();
    int attempt = assignment.attempt();
    if (outcome instanceof Learner.Outcome.Finished finished) {
      reporter.info("test accuracy " + finished.result().testAccuracy());
      return new Succeeded(runId, attempt, owner, finished.result());
    }
    if (outcome instanceof Learner.Outcome.Hopeless hopeless) {
      reporter.error(hopeless.error().message());
      return new Failed(runId, attempt, owner, hopeless.error(), hopeless.lastIteration());
    }
    if (outcome instanceof Learner.Outcome.Hindered hindered) {
      reporter.warn(hindered.error().message());
      return new AttemptFailed(runId, attempt, owner, hindered.error(), hindered.lastIteration());
    }
    long iteration = ((Learner.Outcome.Stopped) outcome).lastIteration();
    StopReason reason = stop.get();
    String why = reason == null ? Reasons.INTERNAL : reason.word();
    reporter.info("stopped after iteration " + iteration + ": " + why);
    return new HandedOver(runId, attempt, owner, why, iteration);
  }

  private JournalEvent broken(Throwable e) {
    boolean outage =
        e instanceof TrainyardException known && known.code().type() == ErrorType.EXTERNAL;
    RunError error =
        new RunError(outage ? Reasons.OUTAGE : Reasons.INTERNAL, String.valueOf(e.getMessage()));
    return new AttemptFailed(
        assignment.runId(), assignment.attempt(), owner, error, progress().iteration());
  }

  /**
   * Says it until it stands in the journal; whether the attempt is, or until now was, this owner's.
   */
  private boolean say(JournalEvent event) {
    return isMine(voice.say(event, this::isMine).join());
  }

  private boolean isMine(RunBook book) {
    return Claims.isMine(book, assignment.runId(), assignment.attempt(), owner);
  }

  /** What streams show should end before the result comes. */
  private void flush() {
    try {
      if (!telemetry.flush(FLUSH)) {
        LOG.atWarn().addKeyValue("runId", assignment.runId()).log("telemetry is late");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
