package io.trainyard.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithRealServices.class)
@SuppressWarnings("NullAway.Init")
class BlobCollectorIT {
  private static final Duration DAY = Duration.ofHours(25);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Set<String> named = new HashSet<>();

  /** Some days ago, so that what a test stores afterwards is later than what the collector did. */
  private Instant begin = Instant.now().minus(Duration.ofDays(10));

  private CassandraSession session;
  private BlobStore store;

  @BeforeEach
  void connect(RealServices services) {
    session = services.cassandra(meters);
    store = storeAt(Duration.ZERO);
    for (String table : List.of("blobs", "blob_parts", "under_replicated")) {
      session.driver().execute("TRUNCATE trainyard." + table);
    }
  }

  @AfterEach
  void disconnect() {
    session.close();
  }

  private BlobStore storeAt(Duration later) {
    return new BlobStore(session, clockAt(later), meters);
  }

  private Clock clockAt(Duration later) {
    return Clock.fixed(begin.plus(later), ZoneOffset.UTC);
  }

  private void collectAt(Duration later) {
    new BlobCollector(store, List.of(() -> named), clockAt(later), meters).tick();
  }

  private static ByteBuffer noise(long seed) {
    byte[] bytes = new byte[1_500_000];
    new Random(seed).nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private String put(long seed) {
    return store.put(BlobKind.CHECKPOINT, noise(seed), Map.of()).id();
  }

  private int partsOf(String id) {
    return session
        .driver()
        .execute("SELECT part FROM trainyard.blob_parts WHERE blob_id = ?", id)
        .all()
        .size();
  }

  @Test
  void sweepsWhatNothingNamesAndKeepsTheRest() {
    String forgotten = put(1);
    String used = put(2);
    named.add(used);

    collectAt(Duration.ofMinutes(30));
    collectAt(Duration.ofHours(2));
    collectAt(Duration.ofHours(20));
    assertThat(store.readRaw(forgotten)).isPresent();
    collectAt(Duration.ofHours(2).plus(DAY));

    assertThat(store.find(forgotten)).isEmpty();
    assertThat(partsOf(forgotten)).isZero();
    assertThat(store.readRaw(used)).contains(noise(2));
    assertThat(meters.counter(MetricNames.BLOBS_COLLECTED, "outcome", "removed").count())
        .isEqualTo(1);
  }

  @Test
  void keepsWhatIsStoredAgainWhileItIsAboutToBeSwept() {
    String id = put(3);
    collectAt(Duration.ofHours(2));

    storeAt(DAY.plusMinutes(90)).put(BlobKind.CHECKPOINT, noise(3), Map.of("run", "second"));
    collectAt(Duration.ofHours(2).plus(DAY));

    assertThat(store.readRaw(id)).contains(noise(3));
    assertThat(store.find(id).orElseThrow().attributes()).containsOnly(Map.entry("run", "second"));
  }

  @Test
  void sparesWhatIsNamedAgainAndCountsAnewAfterwards() {
    begin = Instant.now();
    String id = put(4);
    collectAt(Duration.ofHours(2));
    named.add(id);
    collectAt(DAY);
    named.clear();

    collectAt(DAY.multipliedBy(2));
    assertThat(store.readRaw(id)).isPresent();
    collectAt(DAY.multipliedBy(3));

    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void doesNothingWhenItCannotBeKnownWhatIsNamed() {
    String id = put(5);
    collectAt(Duration.ofHours(2));

    new BlobCollector(
            store,
            List.of(
                () -> {
                  throw new TrainyardException(ErrorCode.CASSANDRA_UNAVAILABLE, "no quorum");
                }),
            clockAt(DAY.multipliedBy(2)),
            meters)
        .tick();

    assertThat(store.readRaw(id)).isPresent();
  }

  @Test
  void startsToCountWhenAModelIsReleased() {
    String id = put(6);

    store.release(id);
    collectAt(DAY);

    assertThat(store.find(id)).isEmpty();
    assertThat(put(6)).isEqualTo(id);
    assertThat(store.readRaw(id)).contains(noise(6));
  }

  @Test
  void sweepsWhatAnUnfinishedPutLeft() {
    begin = Instant.now();
    String id = put(7);
    session.driver().execute("DELETE FROM trainyard.blobs WHERE id = ?", id);

    collectAt(Duration.ofHours(2));
    assertThat(partsOf(id)).isEqualTo(2);
    collectAt(DAY);

    assertThat(partsOf(id)).isZero();
    put(7);
    assertThat(store.readRaw(id)).contains(noise(7));
  }
}
