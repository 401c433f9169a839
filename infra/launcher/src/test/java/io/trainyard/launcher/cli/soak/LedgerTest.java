package io.trainyard.launcher.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();

  private static TrainyardException refusal(ErrorCode code) {
    return new TrainyardException(code, "told");
  }

  @Test
  void anOutageExplainsARefusalAndIsOnlyCounted() {
    ledger.accepted("a");
    ledger.refused(refusal(ErrorCode.OUTCOME_UNKNOWN));
    ledger.refused(refusal(ErrorCode.OUTCOME_UNKNOWN));
    ledger.refused(refusal(ErrorCode.BUSY));

    assertThat(ledger.accepted()).containsExactly("a");
    assertThat(ledger.refused()).isEqualTo(Map.of("OUTCOME_UNKNOWN", 2, "BUSY", 1));
    assertThat(ledger.unexpected()).isEmpty();
  }

  @Test
  void anyOtherRefusalOfASubmissionIsASurprise() {
    ledger.refused(refusal(ErrorCode.INTERNAL));

    assertThat(ledger.unexpected()).containsExactly("A submission was refused: INTERNAL told");
  }

  @Test
  void anOrderMayMeetARunThatHasMovedOn() {
    ledger.ordered("pause");
    ledger.orderRefused("pause", refusal(ErrorCode.ILLEGAL_TRANSITION));
    ledger.orderRefused("cancel", refusal(ErrorCode.RUN_NOT_FOUND));

    assertThat(ledger.orders())
        .isEqualTo(Map.of("pause", 1, "pause refused", 1, "cancel refused", 1));
    assertThat(ledger.unexpected())
        .containsExactly("An order to cancel was refused: RUN_NOT_FOUND told");
  }
}
