package io.trainyard.launcher.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.launcher.box.port.PortProbe;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesBoxIT {
  private static final List<String> SERVICES = List.of("kafka-1", "cassandra-1", "redis");

  @TempDir Path home;

  @Test
  void startsRestartsAndLeavesNothingBehind() throws Exception {
    List<ProcessHandle> processes;
    Endpoints endpoints;
    try (ServicesBox box = ServicesBox.start(home, Topology.standard().withoutNodes())) {
      endpoints = box.endpoints();
      long killed = box.pid("redis");
      for (String service : SERVICES) {
        box.kill(service);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> SERVICES.stream().allMatch(s -> isUpAgain(box, s)));
      assertThat(box.pid("redis")).isNotEqualTo(killed);
      assertThat(box.status("kafka-1").restarts()).isEqualTo(1);
      processes =
          SERVICES.stream().map(box::pid).flatMap(p -> ProcessHandle.of(p).stream()).toList();
    }

    assertThat(processes).hasSize(3).noneMatch(ProcessHandle::isAlive);
    PortProbe ports = PortProbe.ofThisMachine();
    assertThat(endpoints.client())
        .allSatisfy((service, port) -> assertThat(ports.isFree(service.host(), port)).isTrue());
    assertThat(home.resolve("cluster.json")).doesNotExist();
    assertThat(home.resolve("box-default/scratch")).doesNotExist();
    assertThat(home.resolve("box-default/processes.json")).doesNotExist();
    assertThat(processesOf(home)).isEmpty();
  }

  @Test
  void keepsDataFromOneStartToTheNextAndConfiguresTheCache() throws Exception {
    Topology services = Topology.standard().withoutNodes();
    String clusterId;
    try (ServicesBox box = ServicesBox.start(home, services)) {
      clusterId = Files.readString(home.resolve("box-default/kafka-cluster-id"));
      assertThat(box.status("kafka-1").isUp()).isTrue();
    }
    try (ServicesBox box = ServicesBox.start(home, services)) {
      assertThat(box.status("cassandra-1").restarts()).isZero();
      int port = box.endpoints().port(new Service(ServiceKind.REDIS, 1));
      assertThat(redis(port, "CONFIG GET maxmemory-policy")).contains("allkeys-lru");
      assertThat(redis(port, "CONFIG GET maxmemory")).contains("536870912");
      assertThat(box.status("kafka-1").restarts()).isZero();
    }
    assertThat(home.resolve("box-default/data/kafka-1/meta.properties"))
        .content()
        .contains(clusterId.strip());
  }

  @Test
  void startsTheFullTopology() throws Exception {
    try (ServicesBox box = ServicesBox.start(home, Topology.full().withoutNodes())) {
      assertThat(box.endpoints().kafkaBootstrap().split(",")).hasSize(3);
      assertThat(box.endpoints().addresses(ServiceKind.CASSANDRA))
          .hasSize(2)
          .anyMatch(address -> address.startsWith("127.0.0.2:"));
      box.hold("cassandra-2");
      await().atMost(Duration.ofSeconds(20)).until(() -> box.status("cassandra-2").pid() == null);
      assertThat(box.status("cassandra-2").state()).isEqualTo("DOWN");
      box.release("cassandra-2");
      await().atMost(Duration.ofSeconds(60)).until(() -> box.status("cassandra-2").isUp());
    }
    assertThat(processesOf(home)).isEmpty();
  }

  private static boolean isUpAgain(ServicesBox box, String service) {
    return box.status(service).restarts() == 1 && box.status(service).isUp();
  }

  private static List<ProcessHandle> processesOf(Path home) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(p -> p.info().commandLine().orElse("").contains(home.toString())).toList();
    }
  }

  private static String redis(int port, String command) throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
      socket.setSoTimeout(2000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[1024];
      int length = new DataInputStream(socket.getInputStream()).read(answer);
      return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }
  }
}
