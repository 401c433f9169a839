package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.install.ClassArchive.Kind;
import io.trainyard.launcher.box.install.Installation.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A broker that is also a controller (KRaft). */
final class KafkaLaunch {
  private final BoxPlan plan;

  KafkaLaunch(BoxPlan plan) {
    this.plan = plan;
  }

  List<String> command(Service broker) throws IOException {
    Path properties = plan.folder().config(broker, "server.properties");
    Path logging = plan.folder().config(broker, "log4j2.xml");
    Files.writeString(properties, properties(broker));
    Files.writeString(logging, Templates.read("kafka-log4j2.xml"));
    return new JavaCommandLine(plan.folder().scratch(broker), plan.folder().logs())
        .add("-Xms64m", "-Xmx256m", "-Xss512k", "-XX:MaxDirectMemorySize=64m")
        .add("-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true")
        .add("-Dlog4j2.configurationFile=" + logging.toUri())
        .add(plan.archives().flags(Kind.KAFKA, broker.number() == 1))
        .run(
            plan.installation().classPath(Program.KAFKA),
            "io.trainyard.kafka.BrokerMain",
            plan.folder().kafkaClusterId(),
            properties.toString());
  }

  private String properties(Service broker) throws IOException {
    Endpoints endpoints = plan.endpoints();
    int brokers = plan.topology().brokers();
    return Templates.read("kafka-server.properties")
        .replace("${node}", Integer.toString(broker.number()))
        .replace("${client}", endpoints.hostPort(broker))
        .replace("${controller}", controller(broker))
        .replace("${voters}", voters())
        .replace("${data}", plan.folder().data(broker).toString())
        .replace("${copies}", Integer.toString(Math.min(3, brokers)))
        .replace("${inSync}", brokers >= 3 ? "2" : "1");
  }

  private String voters() {
    return plan.endpoints().of(ServiceKind.KAFKA).stream()
        .map(broker -> broker.number() + "@" + controller(broker))
        .collect(Collectors.joining(","));
  }

  private String controller(Service broker) {
    return broker.host() + ":" + plan.endpoints().internalPort(broker);
  }
}
