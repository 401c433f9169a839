package io.trainyard.launcher.cli.run;

import static io.trainyard.launcher.cli.TestRuns.queued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunReferenceTest {
  private static final List<RunView> RUNS =
      List.of(
          queued("r-3aa1", "night"),
          queued("r-3bb2", "baseline"),
          queued("r-4", "night"),
          queued("r-44", "r-3"));

  @Test
  void takesTheNewestForLast() {
    assertThat(pick("last")).isEqualTo("r-3aa1");
  }

  @Test
  void takesAWholeIdThoughItBeginsAnother() {
    assertThat(pick("r-4")).isEqualTo("r-4");
  }

  @Test
  void takesTheBeginningOfOneId() {
    assertThat(pick("r-3b")).isEqualTo("r-3bb2");
  }

  @Test
  void takesANameBeforeTheBeginningOfAnId() {
    assertThat(pick("baseline")).isEqualTo("r-3bb2");
    assertThat(pick("r-3")).isEqualTo("r-44");
  }

  @Test
  void refusesANameOfSeveralRunsAndNamesThem() {
    assertThatThrownBy(() -> pick("night"))
        .isInstanceOf(UsageException.class)
        .hasMessage("\"night\" fits several runs: r-3aa1 (night), r-4 (night).");
  }

  @Test
  void refusesABeginningOfSeveralIds() {
    assertThatThrownBy(() -> pick("r-")).isInstanceOf(UsageException.class);
  }

  @Test
  void saysWhereRunsAreListedWhenThereIsNone() {
    assertThatThrownBy(() -> pick("x\u001b"))
        .isInstanceOf(TrainyardException.class)
        .hasMessage("There is no run \"x?\"; `trainyard runs` lists them.");
    assertThatThrownBy(() -> RunReference.pick("last", List.of()))
        .isInstanceOf(TrainyardException.class)
        .hasMessageContaining("There is no run yet");
  }

  private static String pick(String word) {
    return RunReference.pick(word, RUNS).runId();
  }
}
