package io.trainyard.node.worker;

/** Ends the process at once, without any clearing up, so that its supervisor starts it anew. */
@FunctionalInterface
public interface ProcessEnd {
  void halt(String why);
}
