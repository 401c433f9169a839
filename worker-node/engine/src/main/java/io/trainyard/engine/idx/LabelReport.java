package io.trainyard.engine.idx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the labels of a dataset come to.
 *
 * @param classes one more than the highest label
 * @param warnings what is strange but can be trained on
 */
record LabelReport(int classes, List<String> warnings) {
  private static final int NAMED = 10;

  LabelReport {
    warnings = List.copyOf(warnings);
  }

  /**
   * @throws InvalidDatasetException when there is but one class to learn
   */
  static LabelReport of(IdxLabels training, Optional<IdxLabels> test) {
    List<Integer> seen =
        IntStream.range(0, training.classes()).filter(l -> training.count(l) > 0).boxed().toList();
    if (seen.size() == 1) {
      throw new InvalidDatasetException(
          training.role(),
          0,
          "holds label " + seen.get(0) + " only: with one class there is nothing to learn");
    }
    int classes = Math.max(training.classes(), test.map(IdxLabels::classes).orElse(0));
    List<String> warnings = new ArrayList<>();
    warn(
        warnings,
        untrained(training, test, classes),
        "occur in the test set but never in training");
    warn(warnings, gaps(training, test, classes), "are skipped: no item has them");
    return new LabelReport(classes, warnings);
  }

  private static List<Integer> untrained(
      IdxLabels training, Optional<IdxLabels> test, int classes) {
    return IntStream.range(0, classes)
        .filter(l -> training.count(l) == 0 && test.map(t -> t.count(l) > 0).orElse(false))
        .boxed()
        .toList();
  }

  private static List<Integer> gaps(IdxLabels training, Optional<IdxLabels> test, int classes) {
    return IntStream.range(0, classes)
        .filter(l -> training.count(l) == 0 && test.map(t -> t.count(l) == 0).orElse(true))
        .boxed()
        .toList();
  }

  private static void warn(List<String> warnings, List<Integer> labels, String what) {
    if (!labels.isEmpty()) {
      String named =
          labels.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
      String more = labels.size() > NAMED ? " and " + (labels.size() - NAMED) + " more" : "";
      warnings.add("Labels " + named + more + " " + what + ".");
    }
  }
}
