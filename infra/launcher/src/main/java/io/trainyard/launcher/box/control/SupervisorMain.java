package io.trainyard.launcher.box.control;

import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.box.HomeLock;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Main class of the background process that owns a box. It ends by {@code POST /down}, by SIGTERM,
 * or when the box could not start; the box ends with it in each case.
 */
public final class SupervisorMain {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisorMain.class);
  private static final int ALREADY_RUNNING = 3;
  private static final String OPEN = "the supervisor can be asked";

  private SupervisorMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    SupervisorOptions options = SupervisorOptions.parse(args);
    try {
      // Never given back: the system frees it with this process.
      HomeLock.take(options.home().supervisorLock());
    } catch (BoxException e) {
      LOG.info("{}", e.getMessage());
      System.exit(ALREADY_RUNNING);
    }
    run(options);
  }

  private static void run(SupervisorOptions options) throws IOException, InterruptedException {
    SupervisorProcess process = new SupervisorProcess(options);
    Runtime.getRuntime().addShutdownHook(new Thread(process::close, "supervisor-shutdown"));
    process.open();
    System.out.println(OPEN);
    System.exit(process.runUntilTold());
  }
}
