package io.trainyard.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.contract.cluster.AuditReport.Violation;
import io.trainyard.contract.cluster.AuditReport.WaitingRun;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.run.RunState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditCommandTest {
  private static final String PATH = "/api/v1/cluster/audit";
  private static final AuditReport BROKEN =
      new AuditReport(
          "violations",
          4711,
          128,
          9,
          112,
          2,
          1,
          List.of(new WaitingRun("r-2", RunState.QUEUED, 14, "waits for a free worker")),
          List.of(new Violation("I4", "r-1", "Its model cannot be used.")),
          3.25);
  private static final AuditReport SOUND =
      new AuditReport("ok", 10, 1, 0, 1, 0, 0, List.of(), List.of(), 0.1);

  private final TestYard yard = new TestYard();

  @AfterEach
  void stop() {
    yard.close();
  }

  @Test
  void aSoundClusterIsToldInTwoLines() {
    yard.on(PATH, SOUND);

    assertThat(yard.run("audit")).isZero();
    assertThat(yard.lines())
        .containsExactly(
            "All that must hold holds.",
            "Folded 10 events of 1 runs anew in 0.1 s; verified 0 checkpoints and 1 models.");
  }

  @Test
  void violationsAndWaitingRunsAreListedAndEndWithOne() {
    yard.on(PATH, BROKEN);

    assertThat(yard.run("audit")).isEqualTo(1);
    assertThat(yard.lines())
        .containsExactly(
            "1 violations.",
            "Folded 4711 events of 128 runs anew in 3.3 s; verified 9 checkpoints and 112 models.",
            "2 blobs or datasets lack a copy; one is made soon.",
            "1 blobs that nothing names are to be removed.",
            "Invariant  Run  What",
            "I4         r-1  Its model cannot be used.",
            "Waiting run  State   Minutes  Why",
            "r-2          QUEUED       14  waits for a free worker");
  }

  @Test
  void jsonIsTheAnswerAsItCame() {
    yard.on(PATH, BROKEN);

    assertThat(yard.run("audit", "--json")).isEqualTo(1);
    assertThat(yard.lines()).containsExactly(Json.text(BROKEN));
  }

  @Test
  void aSecondAuditIsRefused() {
    yard.refusing(PATH, ErrorCode.BUSY, "Another audit goes on.");

    assertThat(yard.run("audit")).isEqualTo(1);
    assertThat(yard.err()).contains("Another audit goes on.");
  }
}
