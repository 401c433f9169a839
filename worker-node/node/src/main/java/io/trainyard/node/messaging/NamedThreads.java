package io.trainyard.node.messaging;

/** Threads that say what they are for. */
public final class NamedThreads {
  private NamedThreads() {}

  public static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
