package io.trainyard.node.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a connection at once. Any thread. */
public final class Hangup {
  private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /**
   * Closes without sending what still waits: Vert.x' own close sends that first, and so never ends
   * for a client that has stopped reading.
   */
  public static void on(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      base.channelHandlerContext()
          .close()
          .addListener(
              closed -> LOG.atTrace().addKeyValue("done", closed.isSuccess()).log("Hung up"));
    } else {
      connection.close();
    }
  }
}
