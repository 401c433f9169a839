package io.trainyard.node;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.config.ConfigException;
import io.trainyard.node.config.ConfigLoader;
import io.trainyard.node.config.EffectiveConfig;
import io.trainyard.node.config.NodeConfig;
import io.trainyard.node.config.NodeFlags;
import io.trainyard.node.config.Role;
import io.trainyard.node.http.StartException;
import io.trainyard.node.messaging.NamedThreads;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a node: {@code --role master|worker}. Exit codes: 0 ended in order, 1 failed, 2 wrong
 * settings.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    NodeConfig config;
    try {
      config = new ConfigLoader().load(NodeFlags.parse(arguments), System.getenv());
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_USAGE);
      return;
    }
    System.exit(run(config));
  }

  private static int run(NodeConfig config) throws InterruptedException {
    long start = System.nanoTime();
    EffectiveConfig.of(config).forEach((name, value) -> LOG.info("{} = {}", name, value));
    CountDownLatch end = new CountDownLatch(1);
    Lifecycle life = new Lifecycle();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(life), "shutdown"));
    try {
      if (config.role() == Role.MASTER) {
        MasterNode.start(config, version(), life);
      } else {
        WorkerNode.start(config, version(), life);
      }
    } catch (StartException | TrainyardException e) {
      LOG.atError().log("The node cannot start: {}", e.getMessage());
      return FAILED;
    } catch (CompletionException e) {
      LOG.atError().setCause(e).log("The node cannot start: {}", e.getMessage());
      return FAILED;
    }
    LOG.info("{} is up after {} ms", config.nodeId(), (System.nanoTime() - start) / 1_000_000);
    end.await();
    return FAILED;
  }

  /** A part that does not close must not keep a process that is to be started anew. */
  private static void end(Lifecycle life) {
    Thread closing = NamedThreads.daemon("closing", life::close);
    closing.start();
    try {
      closing.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closing.isAlive()) {
      LOG.atWarn().log("not everything closed in {} s; the process ends", CLOSE_LIMIT.toSeconds());
    }
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
