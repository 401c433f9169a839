package io.trainyard.engine.data;

import java.util.SplittableRandom;

/** The one shuffle (Fisher and Yates), so that an order depends on its random source alone. */
final class Shuffle {
  private Shuffle() {}

  static void shuffle(int[] values, SplittableRandom random) {
    shuffle(values, values.length, random);
  }

  static void shuffle(int[] values, int length, SplittableRandom random) {
    for (int i = length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
