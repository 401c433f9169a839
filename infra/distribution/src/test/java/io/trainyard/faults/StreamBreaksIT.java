package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** T12: a client of a run's stream loses its connection again and again, and one lies. */
@Tag("fault")
class StreamBreaksIT extends FaultTest {
  private static final int BREAKS = 100;

  private final HttpClient http = HttpClient.newHttpClient();

  /** An event as it came; ids are opaque. */
  private record Told(String id, String name, String data) {}

  @Test
  void whoeverComesBackMissesNothingAndHearsNothingTwice() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Measured measured = new Measured("T12, seed " + seed);
    String run = submit(FullYard.task(8));
    yard.ended(run);
    List<Told> whole = read(run, "", Integer.MAX_VALUE);

    List<Told> pieces = new ArrayList<>();
    int most = Math.max(2, 2 * whole.size() / BREAKS);
    for (int i = 0; i < BREAKS; i++) {
      pieces.addAll(read(run, lastId(pieces), 1 + random.nextInt(most)));
    }
    pieces.addAll(read(run, lastId(pieces), Integer.MAX_VALUE));

    measured.say("events", whole.size() + " at once, " + pieces.size() + " in pieces");
    assertThat(named(pieces, "gap")).isEmpty();
    assertThat(named(pieces, "metric")).isEqualTo(named(whole, "metric"));
    assertThat(named(pieces, "message")).isEqualTo(named(whole, "message"));
    assertThat(named(pieces, "result")).isEqualTo(named(whole, "result"));
    assertThat(named(pieces, "state")).isEqualTo(named(whole, "state"));
  }

  @Test
  void forgedAndForeignIdsAreRefusedOrBeginAnew() {
    String run = submit(FullYard.brief());
    String other = submit(FullYard.brief());
    yard.ended(run);
    yard.ended(other);
    List<Told> whole = read(run, "", Integer.MAX_VALUE);
    String own = lastId(whole);

    for (String forged : List.of("1", "x", "1-00000000-", "'; DROP", "9".repeat(5_000))) {
      assertThat(open(run, forged).statusCode()).as(forged).isEqualTo(400);
    }
    String foreign = lastId(read(other, "", Integer.MAX_VALUE));
    String beyond =
        own.replaceFirst("-[0-9a-z]+$", "-zzzzzzzzzzzz").replaceAll("\\.[0-9a-z]+", ".zzzzzzz");
    for (String wrong : List.of(foreign, "1-00000000-0.0.0", beyond)) {
      List<Told> told = read(run, wrong, Integer.MAX_VALUE);
      assertThat(told.get(0).name()).as(wrong).isEqualTo("reset");
      assertThat(named(told, "metric")).as(wrong).isEqualTo(named(whole, "metric"));
    }
  }

  private static List<String> named(List<Told> events, String name) {
    return events.stream().filter(told -> told.name().equals(name)).map(Told::data).toList();
  }

  private static String lastId(List<Told> events) {
    return events.isEmpty() ? "" : events.get(events.size() - 1).id();
  }

  private HttpResponse<Stream<String>> open(String run, String lastId) {
    HttpRequest.Builder request = yard.yard().request("/logs/stream?run=" + run).GET();
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The stream's events until so many have come, or its end; then it is hung up. */
  private List<Told> read(String run, String lastId, int most) {
    HttpResponse<Stream<String>> answer = open(run, lastId);
    assertThat(answer.statusCode()).isEqualTo(200);
    List<Told> told = new ArrayList<>();
    try (Stream<String> lines = answer.body()) {
      String id = lastId;
      String name = "message";
      String data = "";
      for (Iterator<String> each = lines.iterator(); told.size() < most && each.hasNext(); ) {
        String line = each.next();
        if (line.isEmpty() && !data.isEmpty()) {
          told.add(new Told(id, name, data));
          name = "message";
          data = "";
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        }
      }
    }
    return told;
  }
}
