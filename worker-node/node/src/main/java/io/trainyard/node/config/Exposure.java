package io.trainyard.node.config;

/** Who may reach the node's port. */
public enum Exposure {
  /** Programs of this machine: the port is bound to a loopback address. */
  LOOPBACK,
  /**
   * The node runs in a container of our image: it binds all of the container's addresses, and the
   * container's publishing decides who reaches them.
   */
  CONTAINER
}
