package io.trainyard.launcher.cli;

import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.launcher.cli.text.Style;
import io.trainyard.launcher.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An audit as people read it. */
public record AuditText(AuditReport report) {

  public List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(
        report.ok()
            ? "All that must hold holds."
            : style.alarm(report.violations().size() + " violations."));
    lines.add(
        String.format(
            Locale.ROOT,
            "Folded %d events of %d runs anew in %.1f s; verified %d checkpoints and %d models.",
            report.events(),
            report.runs(),
            report.seconds(),
            report.checkpointsVerified(),
            report.modelsVerified()));
    if (report.underReplicated() > 0) {
      lines.add(report.underReplicated() + " blobs or datasets lack a copy; one is made soon.");
    }
    if (report.unnamed() > 0) {
      lines.add(report.unnamed() + " blobs that nothing names are to be removed.");
    }
    lines.addAll(violations(style));
    lines.addAll(waiting(style));
    return lines;
  }

  private List<String> violations(Style style) {
    if (report.ok()) {
      return List.of();
    }
    Table table = new Table("Invariant", "Run", "What");
    report.violations().forEach(v -> table.row(v.invariant(), v.runId(), v.what()));
    return table.lines(style);
  }

  private List<String> waiting(Style style) {
    if (report.waiting().isEmpty()) {
      return List.of();
    }
    Table table = new Table("Waiting run", "State", ">Minutes", "Why");
    report
        .waiting()
        .forEach(w -> table.row(w.runId(), w.state().name(), "" + w.minutes(), w.reason()));
    return table.lines(style);
  }
}
