package io.trainyard.node.worker;

import io.trainyard.contract.journal.JournalEvent.CheckpointSaved;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.Started;
import io.trainyard.contract.journal.JournalEvent.SteerApplied;
import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunProgress;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.RunBook;
import io.trainyard.node.run.SteeringList;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt from its won claim to its last word: leads a learning as the journal's newest book
 * asks, and tells the journal what became of it. On the worker's thread, but for what the learning
 * tells, which comes from any.
 */
final class AttemptLife implements LearningEvents {
  /** A learning that was told to stop and has not after so long is ended with the process. */
  static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  /** At a shutdown no checkpoint is waited for any longer. */
  static final Duration SAVE_LIMIT = Duration.ofSeconds(8);

  /** So long the process waits with ending until its last word is read back. */
  static final Duration LAST_WORD_LIMIT = Duration.ofSeconds(8);

  private static final Logger LOG = LoggerFactory.getLogger(AttemptLife.class);

  private final Ownership ownership;
  private final OwnerVoice voice;
  private final JournalWatch watch;
  private final Turns turns;
  private final ProcessEnd process;
  private final Runnable onEnd;
  private final LastWords words;
  private final ProgressRule rule = new ProgressRule();
  private final Learning learning;
  private SteeringList steering = SteeringList.NONE;
  private @Nullable StopReason stop;
  private @Nullable Outcome outcome;
  private boolean started;
  private boolean lastWordSaid;
  private boolean suspended;
  private long suspendedTicks;

  /** Begins at once. */
  AttemptLife(
      Assignment assignment,
      Ownership ownership,
      Learner learner,
      OwnerVoice voice,
      JournalWatch watch,
      Turns turns,
      ProcessEnd process,
      Runnable onEnd) {
    this.ownership = ownership;
    this.voice = voice;
    this.watch = watch;
    this.turns = turns;
    this.process = process;
    this.onEnd = onEnd;
    this.words = new LastWords(ownership);
    this.learning = learner.start(assignment, this);
  }

  /** Any thread may ask. */
  RunProgress progress() {
    return learning.progress();
  }

  /**
   * Looks at the newest book: what people want of the run, and whether it is still this owner's.
   */
  void follow(RunBook book) {
    if (lastWordSaid) {
      return;
    }
    Phase.Owned owned = ownership.in(book).orElse(null);
    if (owned == null) {
      stop(StopReason.SUPERSEDED);
      return;
    }
    if (owned.intent() == Phase.Intent.CANCEL) {
      stop(StopReason.CANCEL);
    } else if (owned.intent() == Phase.Intent.PAUSE) {
      stop(StopReason.PAUSE);
    }
    SteeringList wanted = book.find(ownership.runId()).orElseThrow().steering();
    if (!wanted.equals(steering)) {
      steering = wanted;
      learning.steer(wanted.pending());
    }
  }

  /** Asks it to stop; of several reasons the strongest stands. */
  void stop(StopReason reason) {
    if (lastWordSaid || (stop != null && stop.compareTo(reason) >= 0)) {
      return;
    }
    stop = reason;
    LOG.atInfo()
        .addKeyValue("runId", ownership.runId())
        .addKeyValue("attempt", ownership.attempt())
        .log("stops: {}", reason.word());
    switch (reason) {
      case PAUSE -> learning.saveAndStop();
      case SHUTDOWN -> {
        learning.saveAndStop();
        turns.after(SAVE_LIMIT, learning::stop);
      }
      case CANCEL, SUPERSEDED -> {
        learning.stop();
        turns.after(STOP_LIMIT, () -> overdue(reason));
      }
    }
  }

  private void overdue(StopReason reason) {
    if (outcome != null || stop != reason || lastWordSaid) {
      return;
    }
    if (reason == StopReason.SUPERSEDED) {
      process.halt("a run that belongs to another did not stop");
    } else {
      giveUp(reason.word());
    }
  }

  /** A second of the worker's own time has passed. */
  void tick() {
    if (outcome != null || lastWordSaid) {
      return;
    }
    suspend(!mayLearn());
    if (rule.tick(learning.steps(), suspended || learning.isWaiting())) {
      giveUp(Reasons.STALLED);
    }
  }

  private void suspend(boolean now) {
    if (suspended != now) {
      LOG.atWarn()
          .addKeyValue("runId", ownership.runId())
          .addKeyValue("attempt", ownership.attempt())
          .log(now ? "suspended: the journal is out of reach" : "goes on");
    }
    suspended = now;
    if (now) {
      suspendedTicks++;
    } else {
      // It may have found out by itself that it may not learn, so it is called in any case.
      learning.look();
    }
  }

  /** Seconds in which it might not learn since the last call. */
  long takeSuspendedTicks() {
    long ticks = suspendedTicks;
    suspendedTicks = 0;
    return ticks;
  }

  /** The learning does not obey: the run is handed over, the process ends. */
  private void giveUp(String why) {
    lastWordSaid = true;
    LOG.atError()
        .addKeyValue("runId", ownership.runId())
        .addKeyValue("attempt", ownership.attempt())
        .log("the learning hangs; it is handed over and the process ends: {}", why);
    HandedOver word = words.handedOver(why, learning.progress().iteration());
    voice.say(word, ownership::holds, book -> process.halt(why));
    turns.after(LAST_WORD_LIMIT, () -> process.halt(why));
  }

  @Override
  public boolean mayLearn() {
    return !watch.isLost(turns.nanoTime());
  }

  @Override
  public void ready(Beginning beginning) {
    turns.next(() -> sayStarted(beginning));
  }

  private void sayStarted(Beginning beginning) {
    if (stop != null || lastWordSaid) {
      return;
    }
    Started word =
        new Started(
            ownership.runId(),
            ownership.attempt(),
            ownership.owner(),
            beginning.resumedFrom(),
            beginning.metrics(),
            beginning.logs());
    voice.say(
        word,
        ownership::isUnstarted,
        book -> {
          if (ownership.holds(book)) {
            started = true;
            learning.begin();
          } else {
            stop(StopReason.SUPERSEDED);
          }
        });
  }

  @Override
  public void steerApplied(long request, long iteration) {
    turns.next(
        () ->
            voice.say(
                new SteerApplied(
                    ownership.runId(), ownership.attempt(), ownership.owner(), request, iteration),
                book -> ownership.awaits(book, request),
                book -> {}));
  }

  @Override
  public void saved(Checkpoint checkpoint) {
    turns.next(
        () ->
            voice.say(
                new CheckpointSaved(
                    ownership.runId(), ownership.attempt(), ownership.owner(), checkpoint),
                book -> ownership.isBelow(book, checkpoint.iteration()),
                book -> {}));
  }

  @Override
  public void ended(Outcome how) {
    turns.next(() -> finish(how));
  }

  private void finish(Outcome how) {
    outcome = how;
    if (lastWordSaid) {
      return;
    }
    lastWordSaid = true;
    if (stop == StopReason.SUPERSEDED) {
      onEnd.run();
    } else {
      voice.say(words.of(how, stop, started), ownership::holds, book -> onEnd.run());
    }
  }
}
