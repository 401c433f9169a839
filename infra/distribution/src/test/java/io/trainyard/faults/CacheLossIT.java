package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.contract.telemetry.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T7: Redis goes, forgets and stands still while a run streams its data through it. */
@Tag("fault")
class CacheLossIT extends FaultTest {
  private static final TaskRequest TASK = FullYard.task(900);
  private static final int CALM = 5;
  private static final Duration STILL = Duration.ofSeconds(15);

  @Test
  void noRunFailsAndTheCacheIsUsedAgain() {
    Measured measured = new Measured("T7");
    String run = submit(TASK);
    yard.until(run, view -> epochs(run).size() >= CALM, FullYard.LONG);
    int calm = epochs(run).size();

    yard.processes().kill("redis");
    yard.until(run, view -> epochs(run).size() > calm + 2, FullYard.LONG);
    await().atMost(FullYard.LONG).until(() -> redisIs(Health.State.UP));
    flush();
    long moment = Measured.now();
    try (Processes.Frozen frozen = yard.processes().freeze("redis")) {
      await().atMost(FullYard.LONG).until(() -> Measured.since(moment).compareTo(STILL) >= 0);
      assertThat(redisIs(Health.State.UP)).isFalse();
    }
    long woken = Measured.now();
    await().atMost(FullYard.LONG).until(() -> redisIs(Health.State.UP));
    measured.say("Redis is UP for the master after, ms", Measured.since(woken).toMillis());
    await().atMost(FullYard.LONG).until(this::breakersAreClosed);
    measured.say("every breaker is closed after, ms", Measured.since(woken).toMillis());

    assertThat(yard.finished(run).attempts()).hasSize(1);
    List<Metric.Epoch> all = epochs(run);
    double before = median(all.subList(0, calm));
    double after = median(all.subList(calm, all.size()));
    double ratio = after / before;
    measured.say("epoch, median", String.format(Locale.ROOT, "%.2fx of before", ratio));
  }

  private void flush() {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), yard.processes().port("redis"))) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("+OK\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double median(List<Metric.Epoch> epochs) {
    List<Double> seconds = epochs.stream().map(Metric.Epoch::seconds).sorted().toList();
    return seconds.get(seconds.size() / 2);
  }

  private List<Metric.Epoch> epochs(String run) {
    return yard.runs().metrics(run).metrics().stream()
        .filter(point -> point instanceof Metric.Epoch)
        .map(point -> (Metric.Epoch) point)
        .toList();
  }

  private boolean redisIs(Health.State state) {
    return yard.client().cluster().health().dependencies().stream()
        .anyMatch(one -> one.name().equals("redis") && one.status() == state);
  }

  private boolean breakersAreClosed() {
    return List.of("master-1", "worker-1", "worker-2").stream()
        .allMatch(node -> yard.metricsOf(node).contains("trainyard_cache_breaker_state 0.0"));
  }
}
