package io.trainyard.node.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends a connection at once. Any thread. */
public final class Hangup {
  private Hangup() {}

  /**
   * Closes without sending what still waits: Vert.x' own close sends that first, and so never ends
   * for a client that has stopped reading.
   */
  public static void on(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      base.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }
}
