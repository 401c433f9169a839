package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.codec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A box in a TRAINYARD_HOME of its own, started by the command itself. */
public final class Yard implements AutoCloseable {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path PROGRAM = ROOT.resolve("target/trainyard/bin/trainyard");

  private static @Nullable Yard shared;

  private final Path home;
  private final Map<String, String> settings;
  private volatile @Nullable URI master;
  private final HttpClient http = HttpClient.newHttpClient();

  private Yard(Path home, Map<String, String> settings) {
    this.home = home;
    this.settings = Map.copyOf(settings);
  }

  /** The box that all tests share, started at the first call. */
  static synchronized Yard shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** Ends the shared box, should it run: a small machine bears no two boxes at work. */
  public static synchronized void endShared() {
    if (shared != null) {
      shared.close();
      shared = null;
    }
  }

  /** A box for one suite alone, which may break it and must close it. */
  static Yard start(String... flags) {
    return start(Map.of(), flags);
  }

  /** The same whose nodes have these settings in their environment. */
  public static Yard start(Map<String, String> settings, String... flags) {
    Yard yard = new Yard(newHome(), settings);
    Runtime.getRuntime().addShutdownHook(new Thread(yard::close, "end the yard"));
    List<String> words = new ArrayList<>(List.of("up", "--detach"));
    words.addAll(List.of(flags));
    Command.Result up = yard.trainyard(words.toArray(String[]::new));
    assertThat(up.exitCode()).as("up said %s%s", up.out(), up.err()).isZero();
    return yard;
  }

  private static Path newHome() {
    try {
      return Files.createTempDirectory("trainyard-acceptance");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the box and removes its home; nothing to do the second time. */
  @Override
  public void close() {
    if (!Files.exists(home)) {
      return;
    }
    Command.Result down = trainyard("down", "--purge", "--yes");
    if (down.exitCode() != 0) {
      System.err.println("down failed: " + down.out() + down.err());
    }
    Command.run(ROOT, Map.of(), List.of("rm", "-rf", home.toString()));
  }

  public Path home() {
    return home;
  }

  /** Runs the command. */
  public Command.Result trainyard(String... words) {
    List<String> line = new ArrayList<>(List.of(PROGRAM.toString()));
    line.addAll(List.of(words));
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("TRAINYARD_HOME", home.toString());
    environment.put("NO_COLOR", "1");
    return Command.run(ROOT, environment, line);
  }

  /** Runs a line of shell with {@code HOME} such that {@code ~/.trainyard} is this yard's. */
  Command.Result shell(String script) {
    return Command.run(
        ROOT, Map.of("TRAINYARD_HOME", home.toString()), List.of("sh", "-c", script));
  }

  /** The master's address. */
  URI master() {
    if (master == null) {
      master = URI.create(services("master").get(0));
    }
    return master;
  }

  /** Addresses of the services of a kind, as status tells them. */
  public List<String> services(String kind) {
    List<String> addresses = new ArrayList<>();
    trainyard("status", "--json")
        .json()
        .path("services")
        .forEach(
            service -> {
              if (service.path("kind").asText().equals(kind)) {
                addresses.add(service.path("address").asText());
              }
            });
    return addresses;
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> post(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(master().resolve(path)).header("Authorization", authorization());
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String authorization() {
    try {
      return Files.readString(home.resolve("auth-header")).strip().split(": ", 2)[1];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
