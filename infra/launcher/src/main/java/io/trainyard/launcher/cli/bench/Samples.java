package io.trainyard.launcher.cli.bench;

import java.util.List;

/** Measured values of one kind, at least one, sorted. Immutable. */
record Samples(List<Double> values) {
  Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("No value was measured.");
    }
    values = values.stream().sorted().toList();
  }

  int count() {
    return values.size();
  }

  double least() {
    return values.get(0);
  }

  double most() {
    return values.get(values.size() - 1);
  }

  /** The middle one, or the mean of the middle two. */
  double median() {
    int half = count() / 2;
    return count() % 2 == 1 ? values.get(half) : (values.get(half - 1) + values.get(half)) / 2;
  }

  /** The least value that this share of all values, above 0 up to 1, does not exceed. */
  double percentile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("A share is above 0 and at most 1, not " + share + ".");
    }
    return values.get((int) Math.ceil(share * count()) - 1);
  }
}
