package io.trainyard.launcher.box.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the processes that a crashed box left behind, and only those that are proven to be its own.
 */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final Duration patience;

  /**
   * Ends leftovers with some patience.
   *
   * @param patience how long they get to end in good order
   */
  public Leftovers(Duration patience) {
    this.patience = patience;
  }

  /**
   * Returns once none of them lives.
   *
   * @return how many there were
   */
  public int end(List<ProcessIdentity> noted) throws InterruptedException {
    List<ProcessHandle> living = noted.stream().flatMap(p -> p.living().stream()).toList();
    living.forEach(ProcessHandle::destroy);
    if (!allEnd(living, patience)) {
      living.forEach(ProcessHandle::destroyForcibly);
      allEnd(living, patience);
    }
    living.forEach(p -> LOG.atInfo().addKeyValue("pid", p.pid()).log("ended a leftover"));
    return living.size();
  }

  private static boolean allEnd(List<ProcessHandle> processes, Duration limit)
      throws InterruptedException {
    CompletableFuture<?>[] exits =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(exits).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for processes failed", e);
    }
  }
}
