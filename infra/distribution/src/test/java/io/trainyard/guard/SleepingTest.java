package io.trainyard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule sees each way to sleep, and leaves real waiting alone. */
class SleepingTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        OfThread.class,
        OfUnit.class,
        ByReference.class,
        Parking.class,
        ParkingUntil.class,
        OnMonitor.class
      })
  void seesASleep(Class<?> sleeper) {
    assertThat(violates(sleeper)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(classes = ForCondition.class)
  void leavesWaitingAlone(Class<?> waiting) {
    assertThat(violates(waiting)).isFalse();
  }

  private static boolean violates(Class<?> type) {
    return Sleeping.RULE.evaluate(new ClassFileImporter().importClasses(type)).hasViolation();
  }

  static final class OfThread implements Callable<Void> {
    @Override
    public Void call() throws InterruptedException {
      Thread.sleep(1, 0);
      throw new IllegalStateException();
    }
  }

  static final class OfUnit implements Callable<Void> {
    @Override
    public Void call() throws InterruptedException {
      TimeUnit.SECONDS.sleep(1);
      throw new IllegalStateException();
    }
  }

  static final class ByReference {
    interface Pause {
      void await(long time) throws InterruptedException;
    }

    static final Pause PAUSE = TimeUnit.SECONDS::sleep;
  }

  static final class Parking implements Runnable {
    @Override
    public void run() {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  static final class ParkingUntil implements Runnable {
    @Override
    public void run() {
      LockSupport.parkUntil(this, 1);
    }
  }

  static final class OnMonitor implements Callable<Void> {
    @Override
    @SuppressWarnings("WaitNotInLoop")
    public synchronized Void call() throws InterruptedException {
      wait(1000);
      throw new IllegalStateException();
    }
  }

  static final class ForCondition implements Callable<Boolean> {
    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public Boolean call() throws InterruptedException {
      return done.await(1, TimeUnit.SECONDS);
    }
  }
}
