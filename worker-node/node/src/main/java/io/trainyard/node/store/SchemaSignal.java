package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.metadata.schema.SchemaChangeListenerBase;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes whoever waits for tables when one appears. Safe for use by any thread. */
final class SchemaSignal extends SchemaChangeListenerBase {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @Override
  public void onTableCreated(TableMetadata table) {
    wake();
  }

  @Override
  public void close() {
    wake();
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it holds; false when the time is over or the thread was interrupted. */
  boolean await(BooleanSupplier holds, Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!holds.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        // Tested again each second: the event is a message, the metadata the truth.
        long step = Math.min(left, TimeUnit.SECONDS.toNanos(1));
        left -= step - Math.max(0, changed.awaitNanos(step));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
