package io.trainyard.engine.train;

import static io.trainyard.engine.train.SteeringKey.EPOCHS;
import static io.trainyard.engine.train.SteeringKey.LEARNING_RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.Hyperparameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HelmTest {
  private static final Set<SteeringKey> ALL = EnumSet.allOf(SteeringKey.class);
  private static final Hyperparameters ASKED = new Hyperparameters(3, 32, 0.001, 5);
  private List<SteeringRequest> wanted = List.of();

  @Test
  void followsEachRequestOnce() {
    Helm helm = helm(List.of(), List.of());
    wanted = List.of(rate(0.01, 7));

    assertThat(helm.turn(ALL, 4, 1)).containsExactly(new AppliedSteering(rate(0.01, 7), 0.01, 4));
    assertThat(helm.turn(ALL, 5, 1)).isEmpty();
    assertThat(helm.settings().learningRate()).isEqualTo(0.01);
  }

  @Test
  void followsTheHighestOffsetOnly() {
    Helm helm = helm(List.of(), List.of());
    wanted = List.of(rate(0.01, 7), rate(0.02, 9), rate(0.03, 8));

    assertThat(helm.turn(ALL, 4, 1)).extracting(AppliedSteering::value).containsExactly(0.02);
    wanted = List.of(rate(0.03, 8));
    assertThat(helm.turn(ALL, 5, 1)).isEmpty();
  }

  @Test
  void steersKeysApart() {
    Helm helm = helm(List.of(), List.of());
    wanted = List.of(rate(0.01, 9), epochs(5, 7));

    assertThat(helm.turn(ALL, 4, 1)).hasSize(2);

    assertThat(helm.settings()).isEqualTo(new Hyperparameters(5, 32, 0.01, 5));
    assertThat(helm.applied()).hasSize(2);
  }

  @Test
  void undoesNoEpochThatIsBegun() {
    Helm helm = helm(List.of(), List.of());
    wanted = List.of(epochs(1, 7));

    assertThat(helm.turn(ALL, 20, 2)).containsExactly(new AppliedSteering(epochs(1, 7), 2, 20));
    assertThat(helm.settings().epochs()).isEqualTo(2);
  }

  @Test
  void waitsForTheIterationThatIsRecorded() {
    Helm helm = helm(List.of(), List.of(AppliedSteering.recorded(rate(0.01, 7), 12)));
    wanted = List.of(rate(0.01, 7));

    assertThat(helm.turn(ALL, 11, 1)).isEmpty();
    assertThat(helm.turn(ALL, 12, 1)).extracting(AppliedSteering::iteration).containsExactly(12L);
  }

  @Test
  void passesOverARecordedOneThatALaterRequestHasReplaced() {
    Helm helm = helm(List.of(), List.of(AppliedSteering.recorded(rate(0.01, 7), 12)));
    wanted = List.of(rate(0.02, 8));

    assertThat(helm.turn(ALL, 11, 1)).extracting(AppliedSteering::value).containsExactly(0.02);
    assertThat(helm.turn(ALL, 12, 1)).isEmpty();
    assertThat(helm.settings().learningRate()).isEqualTo(0.02);
  }

  @Test
  void knowsWhatTheStateContains() {
    AppliedSteering contained = new AppliedSteering(rate(0.01, 7), 0.01, 3);
    Helm helm = helm(List.of(contained), List.of(contained));
    wanted = List.of(rate(0.01, 7));

    assertThat(helm.settings().learningRate()).isEqualTo(0.01);
    assertThat(helm.turn(ALL, 6, 1)).isEmpty();
    assertThat(helm.applied()).containsExactly(contained);
  }

  @Test
  void leavesOtherKeysForLater() {
    Helm helm = helm(List.of(), List.of());
    wanted = List.of(rate(0.01, 7));

    assertThat(helm.turn(EnumSet.of(EPOCHS), 9, 1)).isEmpty();
    assertThat(helm.turn(EnumSet.of(LEARNING_RATE), 9, 1)).hasSize(1);
  }

  @Test
  void refusesValuesThatNoTrainingMayHave() {
    for (double value : new double[] {0, -1, Double.NaN, 11, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> rate(value, 1)).isInstanceOf(TrainyardException.class);
    }
    for (double value : new double[] {0, 2.5, 10_001, Double.NaN, 1e300}) {
      assertThatThrownBy(() -> epochs(value, 1))
          .isInstanceOf(TrainyardException.class)
          .hasMessageContaining("epochs");
    }
  }

  private Helm helm(List<AppliedSteering> contained, List<AppliedSteering> recorded) {
    return new Helm(ASKED, contained, recorded, () -> wanted);
  }

  private static SteeringRequest rate(double value, long offset) {
    return new SteeringRequest(LEARNING_RATE, value, offset);
  }

  private static SteeringRequest epochs(double value, long offset) {
    return new SteeringRequest(EPOCHS, value, offset);
  }
}
