package io.trainyard.node.cache;

import dev.failsafe.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.node.metrics.MetricNames;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps commands away from a Redis that fails them: after half of the last ten failed it lets none
 * through for two seconds, then one to try. Safe for use by any thread.
 */
final class RedisBreaker {
  private static final Logger log = LoggerFactory.getLogger(RedisBreaker.class);
  private static final Duration OPEN_FOR = Duration.ofSeconds(2);

  private final CircuitBreaker<Object> breaker =
      CircuitBreaker.builder()
          .withFailureThreshold(5, 10)
          .withDelay(OPEN_FOR)
          .withSuccessThreshold(1)
          .onOpen(event -> log.warn("Redis fails; chunks are read from Cassandra meanwhile"))
          .onClose(event -> log.info("Redis answers again"))
          .build();
  private final Counter failures;

  RedisBreaker(MeterRegistry meters) {
    this.failures = meters.counter(MetricNames.CACHE_FAILURES);
    meters.gauge(MetricNames.CACHE_BREAKER, breaker, RedisBreaker::number);
  }

  private static double number(CircuitBreaker<Object> breaker) {
    return switch (breaker.getState()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  /** Whether a command may be sent; who is told yes says how it went. */
  boolean allows() {
    return breaker.tryAcquirePermit();
  }

  void succeeded() {
    breaker.recordSuccess();
  }

  void failed() {
    failures.increment();
    breaker.recordFailure();
  }

  boolean closed() {
    return breaker.isClosed();
  }
}
