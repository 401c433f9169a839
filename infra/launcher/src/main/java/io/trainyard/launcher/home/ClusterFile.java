package io.trainyard.launcher.home;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code cluster.json} says: where the running box listens, for desktop, command line and
 * scripts.
 *
 * @param master its URL, empty in a box without nodes
 * @param workers their URLs
 * @param kafka {@code host:port} of each broker
 * @param cassandra {@code host:port} of each node
 * @param redis its URI
 * @param topology {@code default} or {@code full}
 */
@JsonPropertyOrder({"master", "workers", "kafka", "cassandra", "redis", "topology"})
public record ClusterFile(
    String master,
    List<String> workers,
    List<String> kafka,
    List<String> cassandra,
    String redis,
    String topology) {
  public static ClusterFile of(Topology topology, Endpoints endpoints) {
    return new ClusterFile(
        String.join(",", endpoints.addresses(ServiceKind.MASTER)),
        endpoints.addresses(ServiceKind.WORKER),
        endpoints.addresses(ServiceKind.KAFKA),
        endpoints.addresses(ServiceKind.CASSANDRA),
        endpoints.redisUri(),
        topology.name());
  }

  public void write(Path file) throws IOException {
    PrivateFile.write(file, Json.pretty(this) + "\n");
  }

  public static ClusterFile read(Path file) throws IOException {
    return Json.read(Files.readAllBytes(file), ClusterFile.class);
  }
}
