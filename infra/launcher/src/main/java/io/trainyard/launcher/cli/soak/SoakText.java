package io.trainyard.launcher.cli.soak;

import io.trainyard.launcher.cli.AuditText;
import io.trainyard.launcher.cli.text.Style;
import io.trainyard.launcher.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A soak's report as people read it. */
record SoakText(SoakReport report) {

  List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Soak of "
            + report.minutes()
            + " minutes on "
            + report.dataset()
            + ", seed "
            + report.seed()
            + ".");
    lines.addAll(faults(style));
    lines.add(
        "Submissions: " + report.accepted() + " accepted; refused: " + counted(report.refused()));
    lines.add("Orders: " + counted(report.orders()));
    lines.add("Runs: " + counted(report.tally().runs()));
    lines.add("Failures: " + counted(report.tally().failures()));
    lines.add("Attempts: " + counted(report.tally().attempts()));
    lines.add("Losses: " + counted(report.tally().losses()));
    lines.add(stream());
    if (report.audit() != null) {
      new AuditText(report.audit()).lines(style).forEach(line -> lines.add("Audit: " + line));
    }
    lines.addAll(verdict(style));
    return lines;
  }

  private List<String> faults(Style style) {
    Table table =
        new Table(
            ">At s", "Fault", "Service", ">Frozen s", ">Up after s", "Run", ">Goes on after s");
    for (FaultRecord fault : report.faults()) {
      table.row(
          seconds(fault.atSeconds()),
          fault.kind().name(),
          fault.service(),
          fault.frozenSeconds() == 0 ? "" : Long.toString(fault.frozenSeconds()),
          fault.upSeconds() == null ? "never" : seconds(fault.upSeconds()),
          fault.run() == null ? "" : fault.run(),
          goesOn(fault));
    }
    return table.lines(style);
  }

  private static String goesOn(FaultRecord fault) {
    if (fault.run() == null) {
      return "";
    }
    return fault.runSeconds() == null ? "never" : seconds(fault.runSeconds());
  }

  private static String seconds(@Nullable Double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static String counted(Map<String, Integer> counts) {
    return counts.isEmpty()
        ? "none"
        : new TreeMap<>(counts)
            .entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
  }

  private String stream() {
    HeardYard.Figures heard = report.stream();
    return "Live stream: "
        + heard.events()
        + " events, "
        + heard.reconnects()
        + " reconnections, "
        + heard.gaps()
        + " gaps and "
        + heard.resets()
        + " resets declared, "
        + heard.doubled()
        + " doubled, "
        + report.missingPoints()
        + " points not heard";
  }

  private List<String> verdict(Style style) {
    List<String> lines = new ArrayList<>();
    if (report.ok()) {
      lines.add(style.bold("All invariants held."));
    } else {
      report.violations().forEach(violation -> lines.add(style.alarm("VIOLATED: " + violation)));
    }
    if (report.home() != null) {
      lines.add("Data and logs are in " + report.home() + ".");
    }
    return lines;
  }
}
