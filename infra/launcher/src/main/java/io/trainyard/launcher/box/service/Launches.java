package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.install.ClassArchive;
import io.trainyard.launcher.box.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the services' configuration and says how each is started. Used once by one thread. */
public final class Launches {
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Duration FOR_ARCHIVE = Duration.ofSeconds(30);

  private final BoxPlan plan;
  private final Map<String, String> environment;

  /**
   * Launches what is planned.
   *
   * @param environment of this process: the PATH to find Redis on
   */
  public Launches(BoxPlan plan, Map<String, String> environment) {
    this.plan = plan;
    this.environment = environment;
  }

  /** In the order of the topology; the configuration files are written by then. */
  public List<Launch> prepare() throws IOException {
    List<Launch> launches = new ArrayList<>();
    for (Service service : plan.topology().services()) {
      Files.createDirectories(plan.folder().data(service));
      launches.add(launch(service));
    }
    return launches;
  }

  private Launch launch(Service service) throws IOException {
    List<String> command =
        switch (service.kind()) {
          case KAFKA -> new KafkaLaunch(plan).command(service);
          case CASSANDRA -> new CassandraLaunch(plan).command(service);
          case REDIS ->
              new RedisLaunch(plan, environment.getOrDefault("PATH", "")).command(service);
          case MASTER, WORKER -> new NodeLaunch(plan).command(service);
        };
    Map<String, String> added =
        service.kind().isNode() ? new NodeLaunch(plan).environment(service) : Map.of();
    Path folder = plan.workingFolder(service);
    return new Launch(
        service,
        command,
        added,
        NodeLaunch.NOT_FOR_NODES,
        folder,
        plan.folder().log(service),
        patience(service, command));
  }

  /**
   * A broker without its quorum would take five minutes to end by itself. Whoever leaves a class
   * archive needs some seconds more, on a busy machine many.
   */
  private static Duration patience(Service service, List<String> command) {
    Duration usual = service.kind() == ServiceKind.KAFKA ? SHORT : LONG;
    return ClassArchive.isWrittenBy(command) ? usual.plus(FOR_ARCHIVE) : usual;
  }
}
