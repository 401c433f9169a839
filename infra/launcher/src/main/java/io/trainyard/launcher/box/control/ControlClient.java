package io.trainyard.launcher.box.control;

import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.box.BoxException;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Talks to the supervisor of a home, if one runs. Thread-safe; each call blocks for five seconds at
 * most, a watch for as long as it was told beside.
 */
public final class ControlClient {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final TrainyardHome home;

  public ControlClient(TrainyardHome home) {
    this.home = home;
  }

  /** Empty if no supervisor runs. */
  public Optional<BoxStatus> status() throws IOException {
    return call("GET", "/status", LIMIT).map(Answer::status);
  }

  /** Starts the shutdown. Empty if no supervisor runs. */
  public Optional<BoxStatus> down() throws IOException {
    return call("POST", "/down", LIMIT).map(Answer::status);
  }

  /** The supervisor's process, as long as it lives. */
  public Optional<ProcessHandle> process() throws IOException {
    return SupervisorFile.ofLiving(home.supervisorFile()).flatMap(f -> f.process().living());
  }

  /** Begins to follow the box. */
  public StatusWatch watch() {
    return new StatusWatch(this);
  }

  Optional<Answer> statusAfter(long seen, Duration longest) throws IOException {
    String path = "/status?after=" + seen + "&wait=" + longest.toSeconds();
    return call("GET", path, LIMIT.plus(longest));
  }

  record Answer(BoxStatus status, long revision) {}

  private Optional<Answer> call(String method, String path, Duration limit) throws IOException {
    Optional<SupervisorFile> running = SupervisorFile.ofLiving(home.supervisorFile());
    if (running.isEmpty()) {
      return Optional.empty();
    }
    URI uri = URI.create("http://127.0.0.1:" + running.get().port() + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(LIMIT.toMillis()));
    connection.setReadTimeout(Math.toIntExact(limit.toMillis()));
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

  private Answer read(HttpURLConnection connection) throws IOException {
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
      long revision =
          connection.getHeaderFieldLong(ControlServer.REVISION_HEADER, ControlServer.NOTHING_SEEN);
      return new Answer(Json.read(in.readAllBytes(), BoxStatus.class), revision);
    }
  }
}
