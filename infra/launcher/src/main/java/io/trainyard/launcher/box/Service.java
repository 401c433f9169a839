package io.trainyard.launcher.box;

/**
 * One process of a box.
 *
 * @param kind what runs in it
 * @param number from 1 within its kind
 */
public record Service(ServiceKind kind, int number) {
  public Service {
    if (number < 1) {
      throw new IllegalArgumentException("services are numbered from 1, not " + number);
    }
  }

  /** Unique within the box, for example {@code worker-1}; the only Redis is just {@code redis}. */
  public String name() {
    return kind == ServiceKind.REDIS ? "redis" : kind.label() + "-" + number;
  }

  /** The loopback address it listens on: the second Cassandra node needs one of its own. */
  public String host() {
    return kind == ServiceKind.CASSANDRA ? "127.0.0." + number : "127.0.0.1";
  }
}
