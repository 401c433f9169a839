package io.trainyard.launcher.cli.bench;

import java.util.List;

/** A node's metrics in Prometheus' text format. */
record MetricsText(String text) {

  /** The sum of all series of this exact name that carry the label; 0 when there is none. */
  double sum(String name, String label) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> labels(line).contains(label))
        .mapToDouble(MetricsText::value)
        .filter(Double::isFinite)
        .sum();
  }

  private static List<String> labels(String line) {
    String inside = line.substring(line.indexOf('{') + 1, line.lastIndexOf('}'));
    return List.of(inside.split(",", -1));
  }

  /** A time may follow the value. */
  private static double value(String line) {
    String value = line.substring(line.lastIndexOf('}') + 1).strip().split(" ", 2)[0];
    return switch (value) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(value);
    };
  }
}
