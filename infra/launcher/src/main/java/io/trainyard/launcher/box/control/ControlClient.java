package io.trainyard.launcher.box.control;

import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;

/**
 * Talks to the supervisor of a home, if one runs. Thread-safe; each call blocks for five seconds at
 * most.
 */
public final class ControlClient {
  private static final int LIMIT_MILLIS = 5000;

  private final TrainyardHome home;

  public ControlClient(TrainyardHome home) {
    this.home = home;
  }

  /** Empty if no supervisor runs. */
  public Optional<BoxStatus> status() throws IOException {
    return call("GET", "/status");
  }

  /** Starts the shutdown. Empty if no supervisor runs. */
  public Optional<BoxStatus> down() throws IOException {
    return call("POST", "/down");
  }

  /** The supervisor's process, as long as it lives. */
  public Optional<ProcessHandle> process() throws IOException {
    return SupervisorFile.ofLiving(home.supervisorFile()).flatMap(f -> f.process().living());
  }

  private Optional<BoxStatus> call(String method, String path) throws IOException {
    Optional<SupervisorFile> running = SupervisorFile.ofLiving(home.supervisorFile());
    if (running.isEmpty()) {
      return Optional.empty();
    }
    URI uri = URI.create("http://127.0.0.1:" + running.get().port() + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(LIMIT_MILLIS);
    connection.setReadTimeout(LIMIT_MILLIS);
    connection.setRequestMethod(method);
    connection.setRequestProperty("Authorization", home.token().bearer());
    try {
      return Optional.of(read(connection));
    } catch (SocketException e) {
      return Optional.empty(); // It ended between the look at its file and its answer.
    } finally {
      connection.disconnect();
    }
  }

  private BoxStatus read(HttpURLConnection connection) throws IOException {
    int code = connection.getResponseCode();
    if (code >= HttpURLConnection.HTTP_BAD_REQUEST) {
      throw new BoxException(
          "The supervisor refused a call with "
              + code
              + "; does "
              + home.tokenFile()
              + " belong to the running box?");
    }
    try (InputStream in = connection.getInputStream()) {
      return Json.read(in.readAllBytes(), BoxStatus.class);
    }
  }
}
