package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.data.Fingerprint;
import io.trainyard.launcher.box.install.ClassArchive.Kind;
import io.trainyard.launcher.box.install.Installation.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Cassandra node that lives with 400 MB of heap. The quarantine delay in the JVM's options is
 * what keeps two nodes that start slowly from forgetting each other for good: without a ring delay
 * it would be zero.
 */
final class CassandraLaunch {
  /** Bytes, as a node finds it on every 64-bit JVM of this heap; to find it takes a second. */
  private static final int ROW_OVERHEAD = 180;

  private final BoxPlan plan;

  CassandraLaunch(BoxPlan plan) {
    this.plan = plan;
  }

  List<String> command(Service node) throws IOException {
    Path yaml = write(node, "cassandra.yaml", yaml(node));
    Path rack = write(node, "rackdc.properties", "dc=dc1\nrack=rack1\n");
    Path logging = write(node, "logback.xml", Templates.read("cassandra-logback.xml"));
    return new JavaCommandLine(plan.folder().scratch(node), plan.folder().logs())
        .add("-Xms256m", "-Xmx400m", "-Xss512k", "-XX:MaxDirectMemorySize=128m")
        .add("-XX:TieredStopAtLevel=1")
        .add("-Dcassandra.config=" + yaml.toUri())
        .add("-Dcassandra-rackdc.properties=" + rack.toUri())
        .add("-Dcassandra.storagedir=" + plan.folder().data(node))
        .add("-Dlogback.configurationFile=" + logging.toUri())
        .add("-Dcassandra.memtable.row_overhead_size=" + ROW_OVERHEAD)
        .add(Templates.read("cassandra-jvm.options").lines().filter(f -> !f.isBlank()).toList())
        .add(plan.archives().flags(Kind.CASSANDRA, node.number() == 1))
        .run(
            plan.installation().classPath(Program.CASSANDRA),
            "org.apache.cassandra.service.CassandraDaemon");
  }

  private Path write(Service node, String file, String text) throws IOException {
    return Files.writeString(plan.folder().config(node, file), text);
  }

  private String yaml(Service node) throws IOException {
    return Templates.read("cassandra.yaml")
        .replace("${cluster}", "trainyard-" + plan.topology().name())
        .replace("${token}", Fingerprint.token(node))
        .replace("${host}", node.host())
        .replace("${storagePort}", Integer.toString(plan.endpoints().internalPort(node)))
        .replace("${nativePort}", Integer.toString(plan.endpoints().port(node)))
        .replace("${seeds}", seeds())
        .replace("${data}", plan.folder().data(node).toString());
  }

  /** Every node is a seed, so that an empty ring starts in parallel. */
  private String seeds() {
    Stream<Service> nodes = plan.endpoints().of(ServiceKind.CASSANDRA).stream();
    return nodes
        .map(node -> node.host() + ":" + plan.endpoints().internalPort(node))
        .collect(Collectors.joining(","));
  }
}
