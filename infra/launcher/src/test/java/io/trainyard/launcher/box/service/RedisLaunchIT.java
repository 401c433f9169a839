package io.trainyard.launcher.box.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.launcher.box.Endpoints;
import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.Topology;
import io.trainyard.launcher.box.data.BoxFolder;
import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.box.port.PortProbe;
import io.trainyard.launcher.box.process.ChildProcess;
import io.trainyard.launcher.box.process.Launch;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Redis that is carried along, as on a machine that has none: nothing is on the PATH. */
class RedisLaunchIT {
  private static final Service REDIS = new Service(ServiceKind.REDIS, 1);

  @TempDir Path folder;

  private final int port = PortProbe.ofThisMachine().anyFree(REDIS.host());

  @SuppressWarnings("NullAway.Init")
  private ChildProcess redis;

  @BeforeEach
  void start() throws IOException {
    BoxFolder box = new BoxFolder(Files.createDirectories(folder.resolve("box-default")));
    Endpoints endpoints = new Endpoints(Map.of(REDIS, port), Map.of());
    TrainyardHome home = TrainyardHome.open(folder);
    BoxPlan plan = new BoxPlan(home, box, Topology.standard(), endpoints, Installation.find());
    List<String> command = new RedisLaunch(plan, "").command(REDIS);
    assertThat(command).anyMatch(word -> word.startsWith(folder.resolve("bin") + "/redis-server-"));
    Path log = Files.createDirectories(box.logs()).resolve("redis.log");
    redis =
        ChildProcess.start(
            new Launch(REDIS, command, Map.of(), Set.of(), folder, log, Duration.ofSeconds(10)));
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> ask("PING").equals("+PONG\r\n"));
  }

  @AfterEach
  void end() {
    redis.terminate();
    await().atMost(Duration.ofSeconds(20)).until(() -> !redis.isAlive());
  }

  @Test
  void servesAsCacheThatKeepsNothingOnDisk() throws IOException {
    assertThat(ask("SET chunk bytes")).isEqualTo("+OK\r\n");
    assertThat(ask("GET chunk")).isEqualTo("$5\r\nbytes\r\n");
    assertThat(ask("CONFIG GET maxmemory")).contains("536870912");
    assertThat(ask("CONFIG GET maxmemory-policy")).contains("allkeys-lru");
    assertThat(ask("CONFIG GET appendonly")).contains("no");
    assertThat(ask("CONFIG GET save")).endsWith("$0\r\n\r\n");
    assertThat(ask("INFO server")).contains("executable:" + folder.resolve("bin"));
  }

  /** What came of one command in a row of its own; QUIT lets Redis end the conversation. */
  private String ask(String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName(REDIS.host()), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.substring(0, answer.length() - "+OK\r\n".length());
    }
  }
}
