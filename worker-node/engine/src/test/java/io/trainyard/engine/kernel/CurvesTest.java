package io.trainyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class CurvesTest {
  @Test
  void agreeWithTheExactFunctions() {
    for (double x = -40; x <= 40; x += 0.01) {
      float[] values = {(float) x, (float) x};
      Curves.tanh(values, 0, 1);
      Curves.logistic(values, 1, 2);

      assertThat((double) values[0]).isCloseTo(Math.tanh((float) x), offset(3e-7));
      assertThat((double) values[1]).isCloseTo(1 / (1 + Math.exp(-(float) x)), offset(3e-7));
    }
  }

  @Test
  void letNaNThroughSoThatADivergedRunIsSeen() {
    float[] values = {Float.NaN, Float.NaN};
    Curves.tanh(values, 0, 1);
    Curves.logistic(values, 1, 2);

    assertThat(values).containsOnly(Float.NaN);
  }
}
