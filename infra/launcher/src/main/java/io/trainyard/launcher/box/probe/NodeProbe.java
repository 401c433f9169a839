package io.trainyard.launcher.box.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** {@code GET /health} is answered with 200, which a node also gives while it is degraded. */
record NodeProbe(String address) implements Probe {
  private static final int LIMIT_MILLIS = 2000;

  @Override
  public boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address + "/health").toURL().openConnection();
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
