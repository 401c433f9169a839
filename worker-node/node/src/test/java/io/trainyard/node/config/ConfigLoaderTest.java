package io.trainyard.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  @TempDir Path folder;

  @Test
  void defaultsAreThoseOfAMasterOnThisMachine() {
    NodeConfig config = load(Map.of());

    Path home = Path.of(System.getProperty("user.home"), ".trainyard");
    assertThat(config.role()).isEqualTo(Role.MASTER);
    assertThat(config.nodeId()).isEqualTo("master");
    assertThat(config.home()).isEqualTo(home);
    assertThat(config.dataDir()).isEqualTo(home.resolve("node/master"));
    assertThat(config.tokenFile()).isEqualTo(home.resolve("token"));
    assertThat(config.mnistDir()).isEmpty();
    assertThat(config.auth()).isEqualTo(Auth.TOKEN);
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.http().port()).isEqualTo(5000);
    assertThat(config.http().exposure()).isEqualTo(Exposure.LOOPBACK);
    assertThat(config.http().allowedHosts()).isEmpty();
    assertThat(config.http().uploadMaxBytes()).isEqualTo(4L << 30);
    assertThat(config.http().maxStreams()).isEqualTo(200);
    assertThat(HostPort.join(config.kafka().bootstrap())).isEqualTo("127.0.0.1:9092");
    assertThat(config.cassandra().contactPoints()).containsExactly(new HostPort("127.0.0.1", 9042));
    assertThat(config.cassandra().datacenter()).isEqualTo("datacenter1");
    assertThat(config.cassandra().replicationFactor()).isEqualTo(1);
    assertThat(config.redis().uri()).isEqualTo(URI.create("redis://127.0.0.1:6379"));
    assertThat(config.master().urls()).containsExactly(URI.create("http://127.0.0.1:5000"));
    assertThat(config.worker().heldBytes()).isEmpty();
    assertThat(config.worker().windowChunks()).isEqualTo(32);
    assertThat(config.mnist().mirrors())
        .containsExactly(
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"));
  }

  @Test
  void everySettingCanBeGivenByItsEnvironmentVariable() {
    Map<String, String> environment = new HashMap<>();
    environment.put("TRAINYARD_ROLE", "worker");
    environment.put("TRAINYARD_NODE_ID", "worker-2");
    environment.put("TRAINYARD_HOME", "/srv/home");
    environment.put("TRAINYARD_DATA_DIR", "/srv/data");
    environment.put("TRAINYARD_MNIST_DIR", "/srv/mnist");
    environment.put("TRAINYARD_AUTH", "token");
    environment.put("TRAINYARD_TOKEN_FILE", "/run/secret");
    environment.put("TRAINYARD_HTTP_HOST", "0.0.0.0");
    environment.put("TRAINYARD_HTTP_PORT", "9001");
    environment.put("TRAINYARD_HTTP_EXPOSURE", "container");
    environment.put("TRAINYARD_HTTP_ALLOWED_HOSTS", "worker-2,yard.example:443");
    environment.put("TRAINYARD_HTTP_UPLOAD_MAX_BYTES", "1000");
    environment.put("TRAINYARD_HTTP_MAX_STREAMS", "7");
    environment.put("TRAINYARD_KAFKA_BOOTSTRAP", "k1:9092,k2:9093");
    environment.put("TRAINYARD_CASSANDRA_CONTACT_POINTS", "127.0.0.1:9042,127.0.0.2:9142");
    environment.put("TRAINYARD_CASSANDRA_DATACENTER", "yard");
    environment.put("TRAINYARD_CASSANDRA_REPLICATION_FACTOR", "2");
    environment.put("TRAINYARD_REDIS_URI", "redis://cache:6380");
    environment.put("TRAINYARD_MASTER_URLS", "http://m1:5000,http://m2:5000");
    environment.put("TRAINYARD_WORKER_HELD_BYTES", "0");
    environment.put("TRAINYARD_WORKER_WINDOW_CHUNKS", "2");
    environment.put("TRAINYARD_MNIST_MIRRORS", "http://mirror.example/a,https://b.example/mnist/");
    assertThat(environment.keySet()).isEqualTo(new SettingNames().byEnvironment().keySet());

    NodeConfig config = load(environment);

    assertThat(config.role()).isEqualTo(Role.WORKER);
    assertThat(config.nodeId()).isEqualTo("worker-2");
    assertThat(config.home()).isEqualTo(Path.of("/srv/home"));
    assertThat(config.dataDir()).isEqualTo(Path.of("/srv/data"));
    assertThat(config.mnistDir()).contains(Path.of("/srv/mnist"));
    assertThat(config.auth()).isEqualTo(Auth.TOKEN);
    assertThat(config.tokenFile()).isEqualTo(Path.of("/run/secret"));
    assertThat(config.http().host()).isEqualTo("0.0.0.0");
    assertThat(config.http().port()).isEqualTo(9001);
    assertThat(config.http().exposure()).isEqualTo(Exposure.CONTAINER);
    assertThat(config.http().allowedHosts()).contains(List.of("worker-2", "yard.example:443"));
    assertThat(config.http().uploadMaxBytes()).isEqualTo(1000);
    assertThat(config.http().maxStreams()).isEqualTo(7);
    assertThat(HostPort.join(config.kafka().bootstrap())).isEqualTo("k1:9092,k2:9093");
    assertThat(config.cassandra().contactPoints())
        .containsExactly(new HostPort("127.0.0.1", 9042), new HostPort("127.0.0.2", 9142));
    assertThat(config.cassandra().datacenter()).isEqualTo("yard");
    assertThat(config.cassandra().replicationFactor()).isEqualTo(2);
    assertThat(config.redis().uri()).isEqualTo(URI.create("redis://cache:6380"));
    assertThat(config.master().urls())
        .containsExactly(URI.create("http://m1:5000"), URI.create("http://m2:5000"));
    assertThat(config.worker().heldBytes()).contains(0L);
    assertThat(config.worker().windowChunks()).isEqualTo(2);
    assertThat(config.mnist().mirrors())
        .containsExactly(
            URI.create("http://mirror.example/a/"), URI.create("https://b.example/mnist/"));
  }

  @Test
  void aWorkerListensOn8000UnlessToldOtherwise() {
    assertThat(load(Map.of(), "--role", "worker").http().port()).isEqualTo(8000);
    assertThat(load(Map.of(), "--role", "worker").nodeId()).isEqualTo("worker-1");
  }

  @Test
  void aFlagOverrulesTheEnvironmentAndThatTheFile() throws Exception {
    Path file = folder.resolve("node.properties");
    Files.writeString(
        file,
        """
        trainyard.http.port=1111
        trainyard.http.max-streams=11
        trainyard.cassandra.datacenter=file
        """);
    Map<String, String> environment =
        Map.of("TRAINYARD_HTTP_PORT", "2222", "TRAINYARD_HTTP_MAX_STREAMS", "22");

    NodeConfig config =
        load(environment, "--config", file.toString(), "--set", "trainyard.http.port=3333");

    assertThat(config.http().port()).isEqualTo(3333);
    assertThat(config.http().maxStreams()).isEqualTo(22);
    assertThat(config.cassandra().datacenter()).isEqualTo("file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trainyard.role|mistress|master or worker",
        "trainyard.node-id|a/b|letters",
        "trainyard.auth|maybe|token or none",
        "trainyard.http.port|-1|whole number",
        "trainyard.http.port|65536|whole number",
        "trainyard.http.port|http|whole number",
        "trainyard.http.exposure|world|loopback or container",
        "trainyard.http.upload-max-bytes|0|whole number",
        "trainyard.http.max-streams|many|whole number",
        "trainyard.kafka.bootstrap|broker|host:port",
        "trainyard.cassandra.contact-points|127.0.0.1:x|host:port",
        "trainyard.cassandra.replication-factor|0|whole number",
        "trainyard.redis.uri|http://x|redis://",
        "trainyard.master.urls|master:5000|http://",
        "trainyard.worker.held-bytes|-1|whole number",
        "trainyard.worker.window-chunks|0|whole number",
        "trainyard.mnist.mirrors|ftp://x/mnist/|https://",
        "trainyard.http.host|0.0.0.0|loopback",
      })
  void aBadValueIsRefusedByItsFullName(String name, String value, String remedy) {
    assertThatThrownBy(() -> load(Map.of(), "--set", name + "=" + value))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(remedy)
        .hasMessageNotContaining("SRCFG")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anUnknownSettingIsRefusedByItsFullNameWithTheNearestOne() {
    assertThatThrownBy(() -> load(Map.of(), "--set", "trainyard.htpp.port=1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("trainyard.htpp.port")
        .hasMessageContaining("nearest is trainyard.http.port");
    assertThatThrownBy(() -> load(Map.of("TRAINYARD_HTPP_PORT", "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("TRAINYARD_HTPP_PORT");
  }

  @Test
  void withoutATokenANodeStaysOnLoopback() {
    Map<String, String> container = Map.of("TRAINYARD_HTTP_EXPOSURE", "container");
    assertThat(load(Map.of(), "--set", "trainyard.auth=none").auth()).isEqualTo(Auth.NONE);
    assertThatThrownBy(() -> load(container, "--set", "trainyard.auth=none"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("trainyard.auth");
  }

  @Test
  void theEffectiveSettingsHideAPassword() {
    NodeConfig config = load(Map.of("TRAINYARD_REDIS_URI", "redis://user:hush@cache:6379"));

    Map<String, String> effective = EffectiveConfig.of(config);

    assertThat(effective).containsEntry("trainyard.redis.uri", "redis://***@cache:6379");
    assertThat(effective).containsEntry("trainyard.http.port", "5000");
    assertThat(effective.keySet())
        .containsExactlyInAnyOrderElementsOf(new SettingNames().byEnvironment().values());
  }

  private static NodeConfig load(Map<String, String> environment, String... arguments) {
    return new ConfigLoader().load(NodeFlags.parse(arguments), environment);
  }
}
