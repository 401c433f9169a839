package io.trainyard.launcher.box.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesFromOneSecondToThirty() {
    List<Long> delays =
        Stream.iterate(Backoff.none().afterDeath(Duration.ZERO), b -> b.afterDeath(Duration.ZERO))
            .limit(8)
            .map(b -> b.delay().toSeconds())
            .toList();

    assertThat(delays).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  @Test
  void beginsAgainAfterAMinuteOfService() {
    Backoff worn = new Backoff(6);

    assertThat(worn.afterDeath(Duration.ofSeconds(59)).delay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(worn.afterDeath(Duration.ofSeconds(60)).delay()).isEqualTo(Duration.ofSeconds(1));
  }
}
