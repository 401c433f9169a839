package io.trainyard.node.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All settings of a node. A setting's name is its path here, such as {@code trainyard.http.port};
 * its environment variable is that in capitals, {@code TRAINYARD_HTTP_PORT}. Immutable.
 */
@ConfigMapping(prefix = NodeConfig.PREFIX)
public interface NodeConfig {
  String PREFIX = "trainyard";

  @WithDefault("master")
  Role role();

  /** The node's name, unique in its cluster; {@code master} or {@code worker-1} when not set. */
  @WithConverter(Converters.NodeName.class)
  String nodeId();

  /** Where a person's state lives; {@code ~/.trainyard} when not set. */
  @WithConverter(Converters.Folder.class)
  Path home();

  /** Where this node keeps files of its own, staged uploads and caches; within home if not set. */
  @WithConverter(Converters.Folder.class)
  Path dataDir();

  /** A folder with MNIST's four IDX files. */
  @WithConverter(Converters.Folder.class)
  Optional<Path> mnistDir();

  @WithDefault("token")
  Auth auth();

  /** Holds the bearer token, made when missing; {@code token} within home if not set. */
  @WithConverter(Converters.Folder.class)
  Path tokenFile();

  Http http();

  Kafka kafka();

  Cassandra cassandra();

  Redis redis();

  Master master();

  Worker worker();

  Mnist mnist();

  /** The node's REST. */
  interface Http {
    /** The address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** 5000 for a master and 8000 for a worker when not set; 0 is any free port. */
    @WithConverter(Converters.Port.class)
    int port();

    @WithDefault("loopback")
    Exposure exposure();

    /**
     * Names beside the loopback ones under which callers may address this node: {@code name} with
     * this node's port, or {@code name:port}.
     */
    Optional<List<String>> allowedHosts();

    /** The largest upload of a dataset. */
    @WithDefault("4294967296")
    @WithConverter(Converters.Bytes.class)
    long uploadMaxBytes();

    /** Live streams open at one time. */
    @WithDefault("200")
    @WithConverter(Converters.Count.class)
    int maxStreams();
  }

  /** The bus. */
  interface Kafka {
    @WithDefault("127.0.0.1:9092")
    List<@WithConverter(Converters.Address.class) HostPort> bootstrap();
  }

  /** The database. */
  interface Cassandra {
    @WithDefault("127.0.0.1:9042")
    List<@WithConverter(Converters.Address.class) HostPort> contactPoints();

    @WithDefault("datacenter1")
    String datacenter();

    @WithDefault("1")
    @WithConverter(Converters.Count.class)
    int replicationFactor();
  }

  /** The cache. */
  interface Redis {
    @WithDefault("redis://127.0.0.1:6379")
    @WithConverter(Converters.RedisUri.class)
    URI uri();
  }

  /** The masters, as a worker reaches them. */
  interface Master {
    @WithDefault("http://127.0.0.1:5000")
    List<@WithConverter(Converters.Url.class) URI> urls();
  }

  /** How a worker handles data. */
  interface Worker {
    /**
     * The largest dataset that is held in memory whole, in bytes; a larger one is streamed. Two
     * fifths of the heap and at most 1 GiB when not set; 0 streams every dataset.
     */
    @WithConverter(Converters.Size.class)
    Optional<Long> heldBytes();

    /** Chunks of 5 MB within which the items of a streamed dataset are shuffled. */
    @WithDefault("32")
    @WithConverter(Converters.Count.class)
    int windowChunks();
  }

  /** Where a master gets MNIST from when no folder has it. */
  interface Mnist {
    /** Folders on the web that hold the four packed files, tried in order. */
    @WithDefault(
        "https://storage.googleapis.com/cvdf-datasets/mnist/,"
            + "https://ossci-datasets.s3.amazonaws.com/mnist/")
    List<@WithConverter(Converters.WebFolder.class) URI> mirrors();
  }
}
