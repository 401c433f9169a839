package io.trainyard.node.health;

import io.trainyard.contract.cluster.Health;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.service.HealthProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all dependencies side by side, 2 s each, at most once a second however often it is
 * asked. Safe for any thread. A check that hangs costs one thread and is not begun again until it
 * returns.
 */
public final class NodeHealth implements HealthProbe, AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Identity identity;
  private final IntSupplier copies;
  private final List<HealthCheck> checks;
  private final LongSupplier nanos;
  private final ExecutorService threads;
  private final Map<HealthCheck, Future<Health.Dependency>> underWay = new LinkedHashMap<>();
  private @Nullable Health last;
  private long lastAt;

  /** Whose health it is. */
  public record Identity(String node, String role, String version) {}

  /**
   * @param copies how many copies of each chunk the cluster keeps
   * @param nanos a monotonic clock
   */
  public NodeHealth(
      Identity identity, IntSupplier copies, List<HealthCheck> checks, LongSupplier nanos) {
    this.identity = identity;
    this.copies = copies;
    this.checks = List.copyOf(checks);
    this.nanos = nanos;
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, checks.size()), task -> NamedThreads.daemon("health", task));
  }

  @Override
  public synchronized Health check() {
    if (last == null || nanos.getAsLong() - lastAt >= FRESH.toNanos()) {
      last = look();
      lastAt = nanos.getAsLong();
    }
    return last;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Health look() {
    for (HealthCheck check : checks) {
      underWay.computeIfAbsent(check, c -> threads.submit(c::check));
    }
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<Health.Dependency> found = new ArrayList<>();
    Health.State worst = Health.State.UP;
    for (HealthCheck check : checks) {
      Health.Dependency dependency = result(check, deadline);
      found.add(dependency);
      Health.State weight = weight(check, dependency.status());
      worst = weight.compareTo(worst) > 0 ? weight : worst;
    }
    return new Health(
        worst, identity.node, identity.role, identity.version, copies.getAsInt(), found);
  }

  private static Health.State weight(HealthCheck check, Health.State state) {
    return state == Health.State.DOWN && !check.essential() ? Health.State.DEGRADED : state;
  }

  private Health.Dependency result(HealthCheck check, long deadline) {
    Future<Health.Dependency> answer = underWay.get(check);
    if (answer == null) {
      return down(check, "was not asked");
    }
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      Health.Dependency dependency = answer.get(left, TimeUnit.NANOSECONDS);
      underWay.remove(check);
      return dependency;
    } catch (TimeoutException e) {
      return down(check, "does not answer within " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      underWay.remove(check);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return down(check, "does not answer (" + cause.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return down(check, "was not asked to the end");
    }
  }

  private static Health.Dependency down(HealthCheck check, String what) {
    String why = check.name() + " " + what + ". " + check.meaning();
    return new Health.Dependency(check.name(), Health.State.DOWN, null, why);
  }
}
