package io.trainyard.node.worker;

import io.trainyard.contract.error.ErrorType;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.SteerKey;
import io.trainyard.contract.run.Steering;
import io.trainyard.engine.train.SteeringKey;
import io.trainyard.engine.train.SteeringRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the worker, which says what is to be done and never waits, and the learning thread, which
 * waits here for it. Safe for use by any thread.
 */
final class LearningControl {
  private static final Logger LOG = LoggerFactory.getLogger(LearningControl.class);
  private static final long RETRY = Duration.ofSeconds(1).toNanos();

  /** How to stop; a later one outdoes an earlier one. */
  enum Stop {
    NO,
    SAVE,
    NOW
  }

  private final BooleanSupplier mayLearn;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Stop stop = Stop.NO;
  private volatile boolean begun;
  private volatile List<SteeringRequest> wanted = List.of();

  /**
   * Nothing is asked for yet.
   *
   * @param mayLearn asked before every step: quick
   */
  LearningControl(BooleanSupplier mayLearn) {
    this.mayLearn = mayLearn;
  }

  void begin() {
    change(() -> begun = true);
  }

  void stop(Stop how) {
    change(() -> stop = stop.compareTo(how) > 0 ? stop : how);
  }

  /** To look again whether it may learn. */
  void look() {
    change(() -> {});
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Stop stopAsked() {
    return stop;
  }

  void steer(List<Steering> pending) {
    List<SteeringRequest> requests = new ArrayList<>();
    for (Steering steering : pending) {
      try {
        requests.add(request(steering));
      } catch (TrainyardException e) {
        LOG.atWarn().log("a steering request is passed over: {}", e.getMessage());
      }
    }
    wanted = List.copyOf(requests);
  }

  static SteeringRequest request(Steering steering) {
    SteeringKey key =
        steering.key() == SteerKey.EPOCHS ? SteeringKey.EPOCHS : SteeringKey.LEARNING_RATE;
    return new SteeringRequest(key, steering.value(), steering.request());
  }

  List<SteeringRequest> wanted() {
    return wanted;
  }

  void step() {
    steps.incrementAndGet();
  }

  long steps() {
    return steps.get();
  }

  boolean isWaiting() {
    return waiting.get() > 0;
  }

  /** Waits until the learning may begin; throws {@link LearningStopped}. */
  void awaitBegin() {
    waiting.incrementAndGet();
    lock.lock();
    try {
      while (!begun && stop == Stop.NO) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
      waiting.decrementAndGet();
    }
    if (stop != Stop.NO) {
      throw new LearningStopped();
    }
  }

  /** The gate before every step: waits while the learning is suspended. */
  boolean isStopRequested() {
    if (stop == Stop.NO && !mayLearn.getAsBoolean()) {
      awaitLeave();
    }
    return stop != Stop.NO;
  }

  private void awaitLeave() {
    lock.lock();
    try {
      while (stop == Stop.NO && !mayLearn.getAsBoolean()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks a store until it answers; throws {@link LearningStopped} when told to stop meanwhile. */
  <T> T patiently(Supplier<T> request) {
    return ask(request, Stop.SAVE);
  }

  /** The same for what is still to be done when told to stop, but not when told to stop at once. */
  <T> T insistently(Supplier<T> request) {
    return ask(request, Stop.NOW);
  }

  private <T> T ask(Supplier<T> request, Stop giveUpAt) {
    waiting.incrementAndGet();
    try {
      while (true) {
        try {
          T answer = request.get();
          step();
          return answer;
        } catch (TrainyardException e) {
          if (e.code().type() != ErrorType.EXTERNAL) {
            throw e;
          }
          LOG.atWarn().log("a store is away, asking it again: {}", e.getMessage());
        }
        pause(giveUpAt);
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  private void pause(Stop giveUpAt) {
    lock.lock();
    try {
      long left = RETRY;
      while (left > 0 && stop.compareTo(giveUpAt) < 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LearningStopped();
    } finally {
      lock.unlock();
    }
    if (stop.compareTo(giveUpAt) >= 0) {
      throw new LearningStopped();
    }
  }
}
