package io.trainyard.launcher.cli.soak;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trainyard.contract.cluster.AuditReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a soak came to; as JSON it is what {@code soak --json} prints.
 *
 * @param seed repeats the same faults, if not their moments
 * @param minutes of load and faults
 * @param accepted submissions answered with 202
 * @param refused submissions that were not, by code
 * @param orders pauses, cancels and so on that were taken or refused, by word
 * @param missingPoints in the history of runs, not heard live
 * @param audit null when none could be made
 * @param violations what must hold and did not, in sentences
 * @param home where data and logs are; null when they are deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SoakReport(
    String status,
    long seed,
    int minutes,
    String dataset,
    List<FaultRecord> faults,
    int accepted,
    Map<String, Integer> refused,
    Map<String, Integer> orders,
    Tally tally,
    HeardYard.Figures stream,
    int missingPoints,
    @Nullable AuditReport audit,
    List<String> violations,
    @Nullable String home) {
  static final String OK = "ok";
  static final String VIOLATIONS = "violations";

  SoakReport {
    faults = List.copyOf(faults);
    refused = Map.copyOf(refused);
    orders = Map.copyOf(orders);
    violations = List.copyOf(violations);
  }

  boolean ok() {
    return violations.isEmpty();
  }
}
