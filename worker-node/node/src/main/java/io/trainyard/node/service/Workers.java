package io.trainyard.node.service;

import io.trainyard.contract.cluster.WorkerExit;
import io.trainyard.contract.cluster.WorkerList;

/** The workers as the master knows them. */
public interface Workers {
  WorkerList list();

  /** A supervisor saw the worker's process end. */
  void exited(String workerId, WorkerExit exit);
}
