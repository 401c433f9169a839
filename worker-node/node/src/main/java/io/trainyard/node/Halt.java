package io.trainyard.node;

import io.trainyard.node.worker.ProcessEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this process at once, without its shutdown hooks: they would wait for what hangs, or speak
 * for a run that belongs to another. The supervisor starts it anew.
 */
final class Halt implements ProcessEnd {
  private static final Logger LOG = LoggerFactory.getLogger(Halt.class);
  private static final int FAILED = 1;

  @Override
  public void halt(String why) {
    LOG.atError().log("the process ends: {}", why);
    Runtime.getRuntime().halt(FAILED);
  }
}
