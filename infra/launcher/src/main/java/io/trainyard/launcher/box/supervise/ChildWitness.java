package io.trainyard.launcher.box.supervise;

import io.trainyard.launcher.box.Service;

/** Is told of each process that starts and ends, on the supervisor's thread; must not block. */
public interface ChildWitness {
  void started(Service service, long pid);

  void ended(Service service, long pid, int exitCode);
}
