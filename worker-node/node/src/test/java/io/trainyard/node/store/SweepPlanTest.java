package io.trainyard.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPlanTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static BlobVersion blob(String id, Duration age) {
    return new BlobVersion(record(id, age, Map.of()), 1);
  }

  private static BlobVersion noticed(String id, Duration age, Duration ago) {
    return new BlobVersion(
        record(id, age, Map.of(BlobRecord.UNNAMED_SINCE, NOON.minus(ago).toString())), 1);
  }

  private static BlobRecord record(String id, Duration age, Map<String, String> attributes) {
    return new BlobRecord(
        id, BlobKind.MODEL, BlobCodec.NONE, 1, 1, 1, false, NOON.minus(age), attributes);
  }

  @Test
  void leavesWhatIsNamedAlone() {
    BlobVersion old = blob("a", Duration.ofDays(30));

    SweepPlan plan = SweepPlan.of(List.of(old), Set.of("a"), NOON);

    assertThat(plan).isEqualTo(new SweepPlan(List.of(), List.of(), List.of()));
  }

  @Test
  void noticesWhatNothingNamesBeforeItSweepsIt() {
    BlobVersion old = blob("a", Duration.ofDays(30));

    SweepPlan plan = SweepPlan.of(List.of(old), Set.of(), NOON);

    assertThat(plan).isEqualTo(new SweepPlan(List.of(old), List.of(), List.of()));
  }

  @Test
  void givesWhoeverStoredItTimeToNameIt() {
    BlobVersion young = blob("a", SweepPlan.YOUNG.minusSeconds(1));

    assertThat(SweepPlan.of(List.of(young), Set.of(), NOON).notice()).isEmpty();
    assertThat(SweepPlan.of(List.of(young), Set.of(), NOON.plusSeconds(1)).notice())
        .containsExactly(young);
  }

  @ParameterizedTest
  @CsvSource({"24, 24, true", "23, 24, false", "24, 23, false", "100, 1, false", "-2, 48, false"})
  void sweepsWhatNothingHasNamedOrStoredForADay(int noticedHours, int storedHours, boolean swept) {
    BlobVersion blob = noticed("a", Duration.ofHours(storedHours), Duration.ofHours(noticedHours));

    assertThat(SweepPlan.of(List.of(blob), Set.of(), NOON).sweep().contains(blob)).isEqualTo(swept);
  }

  @Test
  void keepsWhatIsNamedAgain() {
    BlobVersion back = noticed("a", Duration.ofDays(30), Duration.ofDays(2));

    SweepPlan plan = SweepPlan.of(List.of(back), Set.of("a"), NOON);

    assertThat(plan).isEqualTo(new SweepPlan(List.of(), List.of(), List.of(back)));
  }
}
