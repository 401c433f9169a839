package io.trainyard.node.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventIdTest {
  private static final String CLUSTER = "cluster";
  private static final long LARGEST = 1L << 50;
  private final EventId ofRun = new EventId(CLUSTER, Scope.of("run"));
  private final EventId ofYard = new EventId(CLUSTER, Scope.of(null));

  @Test
  void readsWhatItWrote() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      for (Scope scope : new Scope[] {Scope.of("run-" + i), Scope.of(null)}) {
        EventId ids = new EventId(CLUSTER, scope);
        Cursor cursor = Cursor.zero();
        scope.places().forEach(place -> cursor.set(place, random.nextLong(LARGEST)));

        Cursor read = ids.read(ids.write(cursor)).orElseThrow();

        assertThat(scope.places()).allMatch(place -> read.at(place) == cursor.at(place));
      }
    }
  }

  @Test
  void writesPrintableAsciiOfModestLength() {
    Cursor cursor = Cursor.zero();
    Scope.of(null).places().forEach(place -> cursor.set(place, LARGEST));

    assertThat(ofYard.write(cursor)).matches("[\\x21-\\x7e]{1,300}");
  }

  @Test
  void doesNotKnowTheIdsOfAnotherRunOrCluster() {
    String id = ofRun.write(Cursor.zero());

    assertThat(new EventId(CLUSTER, Scope.of("other")).read(id)).isEmpty();
    assertThat(new EventId("another", Scope.of("run")).read(id)).isEmpty();
    assertThat(ofYard.read(id)).isEmpty();
    assertThat(ofRun.read(id)).isPresent();
  }

  @Test
  void refusesOrResetsWhateverIsForged() {
    Random random = new Random(2);
    String good = ofRun.write(Cursor.zero());
    for (int i = 0; i < 20_000; i++) {
      char[] forged = good.toCharArray();
      forged[random.nextInt(forged.length)] = (char) random.nextInt(0x180);
      String id = new String(forged, 0, 1 + random.nextInt(forged.length));
      try {
        ofRun.read(id).ifPresent(cursor -> assertThat(cursor.at(Places.JOURNAL)).isNotNegative());
      } catch (TrainyardException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_EVENT_ID);
      }
    }
    assertThatThrownBy(() -> ofRun.read("1-" + "0".repeat(1_000_000)))
        .isInstanceOf(TrainyardException.class);
  }
}
