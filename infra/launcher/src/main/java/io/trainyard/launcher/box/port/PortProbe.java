package io.trainyard.launcher.box.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the machine which ports are free. Thread-safe. */
public interface PortProbe {
  boolean isFree(String host, int port);

  /** Some port on which a service may listen; may differ from call to call. */
  int anyFree(String host);

  static PortProbe ofThisMachine() {
    return new MachinePorts();
  }

  /** Below the range from which the system takes ports for outgoing connections. */
  final class MachinePorts implements PortProbe {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 31_000;
    private static final int CONNECT_MILLIS = 200;

    @Override
    public boolean isFree(String host, int port) {
      return canBind(host, port) && !answers(host, port);
    }

    @Override
    public int anyFree(String host) {
      for (int attempt = 0; attempt < 1000; attempt++) {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        if (isFree(host, port)) {
          return port;
        }
      }
      throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST);
    }

    private static boolean canBind(String host, int port) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    /** Some systems let a second process bind where another one listens on all addresses. */
    private static boolean answers(String host, int port) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MILLIS);
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
