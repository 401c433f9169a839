package io.trainyard.node.dataset;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread at a time do something about a thing. Safe for use by any thread. */
final class KeyedLocks {
  private final ConcurrentMap<String, Held> locks = new ConcurrentHashMap<>();

  private record Held(ReentrantLock lock, int users) {}

  <T> T alone(String key, Supplier<T> work) {
    Held held = locks.merge(key, new Held(new ReentrantLock(true), 1), (old, one) -> more(old));
    held.lock().lock();
    try {
      return work.get();
    } finally {
      held.lock().unlock();
      locks.computeIfPresent(key, (k, old) -> fewer(old));
    }
  }

  private static Held more(Held old) {
    return new Held(old.lock(), old.users() + 1);
  }

  @SuppressWarnings("NullAway") // null removes the entry
  private static Held fewer(Held old) {
    return old.users() == 1 ? null : new Held(old.lock(), old.users() - 1);
  }
}
