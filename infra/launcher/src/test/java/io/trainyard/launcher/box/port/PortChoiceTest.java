package io.trainyard.launcher.box.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.Topology;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortChoiceTest {
  private final Set<Integer> taken = new HashSet<>();

  @Test
  void takesTheDocumentedPortsWhereTheyAreFree() {
    Endpoints endpoints = choose(Topology.full(), PortRequest.documented());

    assertThat(endpoints.addresses(ServiceKind.MASTER)).containsExactly("http://127.0.0.1:5000");
    assertThat(endpoints.addresses(ServiceKind.WORKER))
        .containsExactly("http://127.0.0.1:8000", "http://127.0.0.1:9001");
    assertThat(endpoints.kafkaBootstrap())
        .isEqualTo("127.0.0.1:9092,127.0.0.1:9093,127.0.0.1:9094");
    assertThat(endpoints.cassandraContactPoints()).isEqualTo("127.0.0.1:9042,127.0.0.2:9142");
    assertThat(endpoints.redisUri()).isEqualTo("redis://127.0.0.1:6379");
  }

  @Test
  void movesNearbyWhenAPortIsTakenAndLeavesOthersTheirs() {
    taken.addAll(List.of(5000, 9092));

    Endpoints endpoints = choose(Topology.full(), PortRequest.documented());

    assertThat(endpoints.addresses(ServiceKind.MASTER)).containsExactly("http://127.0.0.1:5001");
    assertThat(endpoints.kafkaBootstrap())
        .isEqualTo("127.0.0.1:9095,127.0.0.1:9093,127.0.0.1:9094");
  }

  @Test
  void givesEveryServiceAPortOfItsOwn() {
    Topology many = Topology.full().withWorkers(Topology.MAX_WORKERS);

    Endpoints endpoints = choose(many, PortRequest.documented());

    Set<Integer> ports = new HashSet<>(endpoints.client().values());
    ports.addAll(endpoints.internal().values());
    assertThat(ports).hasSize(many.services().size() + 5);
  }

  @Test
  void honoursAnExplicitPort() {
    Endpoints endpoints = choose(Topology.standard(), PortRequest.parse("master=5010, worker-2=9"));

    assertThat(endpoints.port(new Service(ServiceKind.MASTER, 1))).isEqualTo(5010);
    assertThat(endpoints.port(new Service(ServiceKind.WORKER, 2))).isEqualTo(9);
  }

  @Test
  void refusesAnExplicitPortThatIsTaken() {
    taken.add(5010);

    assertThatThrownBy(() -> choose(Topology.standard(), PortRequest.parse("master=5010")))
        .isInstanceOf(BoxException.class)
        .hasMessageContaining("Port 5010 asked for master-1 is taken");
  }

  @Test
  void refusesAPortForAServiceThatIsNotThere() {
    assertThatThrownBy(() -> choose(Topology.standard(), PortRequest.parse("kafka-2=9093")))
        .isInstanceOf(BoxException.class)
        .hasMessageContaining("\"kafka-2\"");
  }

  @Test
  void refusesWhatIsNoPort() {
    for (String wrong : List.of("master", "master=", "master=0", "master=65536", "master=x")) {
      assertThatThrownBy(() -> PortRequest.parse(wrong))
          .isInstanceOf(BoxException.class)
          .hasMessageContaining(wrong);
    }
  }

  @Test
  void writesRequestsAsItReadsThem() {
    PortRequest request = new PortRequest(Map.of("master", 5010, "redis", 6380), true);

    assertThat(PortRequest.parse(request.text())).isEqualTo(request);
    assertThat(PortRequest.parse("any").usual()).isFalse();
    assertThat(PortRequest.parse(PortRequest.anyFree().text())).isEqualTo(PortRequest.anyFree());
  }

  @Test
  void seesThatAPortIsTakenOnThisMachine() throws Exception {
    PortProbe machine = PortProbe.ofThisMachine();
    int port = machine.anyFree("127.0.0.1");
    assertThat(machine.isFree("127.0.0.1", port)).isTrue();

    try (ServerSocket holder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(machine.isFree("127.0.0.1", holder.getLocalPort())).isFalse();
    }
  }

  private Endpoints choose(Topology topology, PortRequest request) {
    PortProbe probe =
        new PortProbe() {
          @Override
          public boolean isFree(String host, int port) {
            return !taken.contains(port);
          }

          @Override
          public int anyFree(String host) {
            throw new AssertionError("no need for just any port");
          }
        };
    return new PortChoice(probe, request).choose(topology.services());
  }
}
