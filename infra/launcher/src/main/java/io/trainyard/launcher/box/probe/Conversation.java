package io.trainyard.launcher.box.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One short exchange over a socket of its own. */
@FunctionalInterface
interface Conversation {
  int LIMIT_MILLIS = 2000;

  boolean hold(DataInputStream in, DataOutputStream out) throws IOException;

  /** False where nothing listens, the answer is wrong or takes too long. */
  static boolean with(String host, int port, Conversation conversation) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
      return conversation.hold(
          new DataInputStream(socket.getInputStream()),
          new DataOutputStream(socket.getOutputStream()));
    } catch (IOException e) {
      return false;
    }
  }
}
