package io.trainyard.launcher.box.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.Topology;
import io.trainyard.launcher.box.process.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Topology TOPOLOGY = Topology.standard();

  private final MovedClock clock = new MovedClock();
  private final Map<String, FakeChild> children = new HashMap<>();
  private final Set<String> answering = new HashSet<>();
  private final Set<String> stubborn = new HashSet<>();
  private final List<String> seen = new ArrayList<>();
  private boolean startable = true;
  private long nextPid = 100;

  @SuppressWarnings("NullAway.Init")
  private Supervisor supervisor;

  @BeforeEach
  void setUp() {
    Map<Service, Integer> ports = new HashMap<>();
    TOPOLOGY.services().forEach(service -> ports.put(service, 1));
    supervisor =
        new Supervisor(
            TOPOLOGY.services().stream().map(this::supervised).toList(),
            new Endpoints(ports, Map.of()),
            clock);
  }

  @Test
  void startsNodesOnceTheDataServicesAnswer() {
    supervisor.start();
    ticks(3);
    assertThat(children.keySet()).containsExactlyInAnyOrder("kafka-1", "cassandra-1", "redis");
    assertThat(state("master-1")).isEqualTo("WAITING");

    answering.addAll(Set.of("kafka-1", "cassandra-1", "redis"));
    clock.move(Duration.ofMillis(100));
    ticks(3);

    assertThat(children.keySet()).contains("master-1", "worker-1", "worker-2");
    assertThat(supervisor.phase()).isEqualTo(Phase.STARTING);
    answering.addAll(Set.of("master-1", "worker-1", "worker-2"));
    for (int i = 0; i < 3; i++) {
      clock.move(Duration.ofMillis(100));
      supervisor.tick();
    }
    assertThat(supervisor.phase()).isEqualTo(Phase.READY);
  }

  @Test
  void restartsWhatDiesAfterAGrowingDelay() {
    ready();
    FakeChild first = child("redis");
    first.die(137);
    ticks(1);
    assertThat(state("redis")).isEqualTo("RESTARTING");
    assertThat(status("redis").why()).isEqualTo("ended with exit code 137");

    clock.move(Duration.ofMillis(900));
    supervisor.tick();
    assertThat(child("redis")).isSameAs(first);
    clock.move(Duration.ofMillis(100));
    supervisor.tick();

    assertThat(child("redis")).isNotSameAs(first);
    assertThat(status("redis").restarts()).isEqualTo(1);
    ticks(3);
    child("redis").die(1);
    supervisor.tick();
    clock.move(Duration.ofMillis(1900));
    supervisor.tick();
    assertThat(state("redis")).isEqualTo("RESTARTING");
    clock.move(Duration.ofMillis(100));
    supervisor.tick();
    assertThat(status("redis").restarts()).isEqualTo(2);
  }

  @Test
  void tellsOfEachProcessThatStartsAndEnds() {
    ready();
    long pid = child("worker-1").pid();
    seen.clear();

    child("worker-1").die(9);
    supervisor.tick();

    assertThat(seen).containsExactly("worker-1 " + pid + " ended 9");
  }

  @Test
  void failsTheStartWhenAServiceDiesTwiceBeforeItAnswers() {
    supervisor.start();
    child("cassandra-1").die(3);
    supervisor.tick();
    assertThat(supervisor.phase()).isEqualTo(Phase.STARTING);
    clock.move(Duration.ofSeconds(1));
    supervisor.tick();
    child("cassandra-1").die(3);
    ticks(2);

    assertThat(supervisor.phase()).isEqualTo(Phase.FAILED);
    assertThat(supervisor.failure())
        .hasValueSatisfying(
            f -> assertThat(f.sentence()).contains("cassandra-1 ended with exit code 3"));
    assertThat(supervisor.allEnded()).isTrue();
  }

  @Test
  void failsTheStartWhenAProgramCannotBeStarted() {
    startable = false;
    supervisor.start();
    clock.move(Duration.ofSeconds(1));
    ticks(2);

    assertThat(supervisor.failure())
        .hasValueSatisfying(f -> assertThat(f.why()).contains("no such program"));
  }

  @Test
  void failsTheStartWhenAServiceNeverAnswers() {
    supervisor.start();
    clock.move(Duration.ofSeconds(149));
    ticks(1);
    assertThat(supervisor.phase()).isEqualTo(Phase.STARTING);

    clock.move(Duration.ofSeconds(1));
    ticks(1);

    assertThat(supervisor.failure())
        .hasValueSatisfying(
            f -> assertThat(f.why()).isEqualTo("did not answer within 150 seconds"));
  }

  @Test
  void showsThatAServiceHasFallenSilentAndLeavesItAlone() {
    ready();
    FakeChild kafka = child("kafka-1");
    answering.remove("kafka-1");
    for (int i = 0; i < 6; i++) {
      clock.move(Duration.ofSeconds(5));
      supervisor.tick();
    }
    assertThat(state("kafka-1")).isEqualTo("SILENT");
    assertThat(kafka.isAlive()).isTrue();

    answering.add("kafka-1");
    clock.move(Duration.ofSeconds(5));
    ticks(2);

    assertThat(state("kafka-1")).isEqualTo("UP");
  }

  @Test
  void endsNodesBeforeTheServicesTheyNeed() {
    ready();
    stubborn.add("worker-1");
    child("worker-1").die(0);
    supervisor.tick();
    clock.move(Duration.ofSeconds(1));
    ticks(3);

    supervisor.stop();
    ticks(1);
    assertThat(child("master-1").isAlive()).isFalse();
    assertThat(child("kafka-1").isAlive()).isTrue();
    clock.move(PATIENCE);
    ticks(3);

    assertThat(child("worker-1").killed).isTrue();
    assertThat(child("kafka-1").isAlive()).isFalse();
    assertThat(child("kafka-1").killed).isFalse();
    assertThat(supervisor.allEnded()).isTrue();
    assertThat(supervisor.phase()).isEqualTo(Phase.STOPPED);
  }

  @Test
  void startsNothingAgainWhileStopping() {
    ready();
    child("redis").die(1);
    supervisor.tick();

    supervisor.stop();
    clock.move(Duration.ofMinutes(1));
    ticks(3);

    assertThat(state("redis")).isEqualTo("DOWN");
    assertThat(children.values()).noneMatch(FakeChild::isAlive);
  }

  @Test
  void leavesAHeldServiceDownUntilItIsReleased() {
    ready();
    supervisor.hold("redis");
    clock.move(Duration.ofMinutes(1));
    ticks(2);
    assertThat(state("redis")).isEqualTo("DOWN");

    supervisor.release("redis");
    ticks(3);

    assertThat(state("redis")).isEqualTo("UP");
  }

  private void ready() {
    TOPOLOGY.services().forEach(service -> answering.add(service.name()));
    supervisor.start();
    ticks(6);
    assertThat(supervisor.phase()).isEqualTo(Phase.READY);
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      supervisor.tick();
    }
  }

  private FakeChild child(String service) {
    return Objects.requireNonNull(children.get(service), service);
  }

  private String state(String service) {
    return status(service).state();
  }

  private ServiceStatus status(String service) {
    return supervisor.status().stream()
        .filter(status -> status.name().equals(service))
        .findFirst()
        .orElseThrow();
  }

  private SupervisedService supervised(Service service) {
    Launch launch =
        new Launch(service, List.of(), Map.of(), Set.of(), Path.of(""), Path.of("x.log"), PATIENCE);
    Probing probing = new Probing(() -> answering.contains(service.name()), Runnable::run, clock);
    return new SupervisedService(launch, this::start, probing, clock, witness());
  }

  private FakeChild start(Launch launch) throws IOException {
    if (!startable) {
      throw new IOException("no such program");
    }
    String name = launch.service().name();
    FakeChild child = new FakeChild(nextPid++, !stubborn.contains(name));
    children.put(name, child);
    return child;
  }

  private ChildWitness witness() {
    return new ChildWitness() {
      @Override
      public void started(Service service, long pid) {
        seen.add(service.name() + " " + pid + " started");
      }

      @Override
      public void ended(Service service, long pid, int exitCode) {
        seen.add(service.name() + " " + pid + " ended " + exitCode);
      }
    };
  }

  /** Stands still until it is moved. */
  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
