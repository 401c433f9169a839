package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.install.ClassArchive.Kind;
import io.trainyard.launcher.box.install.Installation.Program;
import io.trainyard.launcher.box.install.Natives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Trainyard's own program as master or worker; it is configured by its environment. */
final class NodeLaunch {
  /** What only the command line reads; a node refuses to start with a setting it does not know. */
  static final Set<String> NOT_FOR_NODES =
      Set.of("TRAINYARD_PORTS", "TRAINYARD_TRACE", "TRAINYARD_JAVA");

  private static final String MAIN = "io.trainyard.node.Main";

  private final BoxPlan plan;
  private final WorkerTuning tuning = WorkerTuning.forThisMachine();

  NodeLaunch(BoxPlan plan) {
    this.plan = plan;
  }

  List<String> command(Service node) throws IOException {
    Path logs = plan.folder().logs();
    Path natives = new Natives(plan.installation(), plan.home().natives()).folder();
    JavaCommandLine line = new JavaCommandLine(plan.folder().scratch(node), logs);
    line.add(
        node.kind() == ServiceKind.WORKER
            ? tuning.workerFlags(natives)
            : tuning.masterFlags(natives));
    line.add(plan.archives().flags(kind(node), node.number() == 1));
    return line.run(
        plan.installation().classPath(Program.NODE), MAIN, "--role", node.kind().label());
  }

  private static Kind kind(Service node) {
    return node.kind() == ServiceKind.WORKER ? Kind.WORKER : Kind.MASTER;
  }

  Map<String, String> environment(Service node) {
    Endpoints endpoints = plan.endpoints();
    Map<String, String> env = new HashMap<>(tuning.environment());
    env.put("TRAINYARD_NODE_ID", node.name());
    env.put("TRAINYARD_HTTP_HOST", node.host());
    env.put("TRAINYARD_HTTP_PORT", Integer.toString(endpoints.port(node)));
    env.put("TRAINYARD_KAFKA_BOOTSTRAP", endpoints.kafkaBootstrap());
    env.put("TRAINYARD_CASSANDRA_CONTACT_POINTS", endpoints.cassandraContactPoints());
    env.put("TRAINYARD_CASSANDRA_DATACENTER", endpoints.cassandraDatacenter());
    env.put(
        "TRAINYARD_CASSANDRA_REPLICATION_FACTOR",
        Integer.toString(plan.topology().replicationFactor()));
    env.put("TRAINYARD_REDIS_URI", endpoints.redisUri());
    env.put("TRAINYARD_MASTER_URLS", String.join(",", endpoints.addresses(ServiceKind.MASTER)));
    env.put("TRAINYARD_TOKEN_FILE", plan.home().tokenFile().toString());
    env.put("TRAINYARD_HOME", plan.home().folder().toString());
    env.put("TRAINYARD_DATA_DIR", plan.folder().data(node).toString());
    return env;
  }
}
