package io.trainyard.engine.train;

import io.trainyard.engine.data.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Counts right and wrong answers, batch by batch. Used by one thread. */
final class ScoreSheet {
  /** Keeps the loss of a sure and wrong answer finite. */
  private static final double SMALLEST_PROBABILITY = 1e-10;

  private final int classes;
  private final int[][] confusion;
  private double loss;
  private long items;

  ScoreSheet(int classes) {
    this.classes = classes;
    this.confusion = new int[classes][classes];
  }

  /**
   * Adds a batch's answers.
   *
   * @param probabilities item by item
   */
  void add(Batch batch, float[] probabilities) {
    for (int item = 0; item < batch.items(); item++) {
      int actual = batch.labels()[item];
      int first = item * classes;
      confusion[actual][likeliest(probabilities, first)]++;
      loss -= Math.log(Math.max(probabilities[first + actual], SMALLEST_PROBABILITY));
      items++;
    }
  }

  Score score() {
    long right = 0;
    for (int i = 0; i < classes; i++) {
      right += confusion[i][i];
    }
    List<List<Integer>> rows =
        Arrays.stream(confusion)
            .map(row -> Arrays.stream(row).boxed().collect(Collectors.toList()))
            .collect(Collectors.toList());
    return new Score(
        items, items == 0 ? 0 : (double) right / items, items == 0 ? 0 : loss / items, rows);
  }

  private int likeliest(float[] probabilities, int first) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (probabilities[first + i] > probabilities[first + best]) {
        best = i;
      }
    }
    return best;
  }
}
