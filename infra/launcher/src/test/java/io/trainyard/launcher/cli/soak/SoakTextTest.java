package io.trainyard.launcher.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.launcher.cli.TestRuns;
import io.trainyard.launcher.cli.text.Style;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakTextTest {
  private static final AuditReport AUDIT =
      new AuditReport("ok", 90, 3, 1, 1, 0, 0, List.of(), List.of(), 0.5);

  private static SoakReport report(HeardYard.Figures heard, List<String> violations) {
    return new SoakReport(
        violations.isEmpty() ? "ok" : "violations",
        7,
        30,
        "mnist",
        List.of(
            new FaultRecord(30.2, Fault.Kind.KILL, "worker-1", 0, 4.25, "r-1", 9.04),
            new FaultRecord(90, Fault.Kind.FREEZE, "kafka-2", 17, null, null, null)),
        3,
        Map.of("OUTCOME_UNKNOWN", 2),
        Map.of("pause", 4, "cancel refused", 1),
        Tally.of(
            List.of(TestRuns.succeeded("r-1"), TestRuns.failed("r-2"), TestRuns.storied("r-3"))),
        heard,
        0,
        AUDIT,
        violations,
        violations.isEmpty() ? null : "/tmp/box");
  }

  @Test
  void tellsWhatWasDoneAndWhatCameOfIt() {
    SoakReport report = report(new HeardYard.Figures(4000, 3, 1, 0, 0), List.of());

    assertThat(new SoakText(report).lines(Style.PLAIN))
        .containsExactly(
            "Soak of 30 minutes on mnist, seed 7.",
            "At s  Fault   Service   Frozen s  Up after s  Run  Goes on after s",
            "30.2  KILL    worker-1                   4.3  r-1              9.0",
            "90.0  FREEZE  kafka-2         17       never",
            "Submissions: 3 accepted; refused: 2 OUTCOME_UNKNOWN",
            "Orders: 1 cancel refused, 4 pause",
            "Runs: 1 CANCELLED, 1 FAILED, 1 SUCCEEDED",
            "Failures: 1 DIVERGED",
            "Attempts: 1 CANCELLED, 1 LOST",
            "Losses: 1 LOST: was killed",
            "Live stream: 4000 events, 3 reconnections, 1 gaps and 0 resets declared, 0 doubled,"
                + " 0 points not heard",
            "Audit: All that must hold holds.",
            "Audit: Folded 90 events of 3 runs anew in 0.5 s; verified 1 checkpoints and 1 models.",
            "All invariants held.");
  }

  @Test
  void aViolationIsTheLastWordBeforeWhereItsTracesAre() {
    SoakReport report =
        report(new HeardYard.Figures(4000, 3, 0, 0, 0), List.of("I2: run r-4 is not known."));

    assertThat(report.ok()).isFalse();
    assertThat(new SoakText(report).lines(Style.PLAIN))
        .endsWith("VIOLATED: I2: run r-4 is not known.", "Data and logs are in /tmp/box.")
        .doesNotContain("All invariants held.");
  }
}
