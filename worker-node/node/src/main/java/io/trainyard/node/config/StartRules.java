package io.trainyard.node.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What settings must not be together. */
final class StartRules {
  private StartRules() {}

  static void check(NodeConfig config) {
    boolean loopback = isLoopback(config.http().host());
    if (!loopback && config.http().exposure() != Exposure.CONTAINER) {
      throw new ConfigException(
          "trainyard.http.host is "
              + config.http().host()
              + ", which others can reach: a node binds a loopback address such as 127.0.0.1,"
              + " because it offers no TLS; put a TLS proxy in front of it.");
    }
    boolean open = config.auth() == Auth.NONE;
    if (open && (!loopback || config.http().exposure() != Exposure.LOOPBACK)) {
      throw new ConfigException(
          "trainyard.auth can be none only on a loopback address with exposure loopback.");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ConfigException(
          "trainyard.http.host is " + host + ", which is no address of this machine.", e);
    }
  }
}
