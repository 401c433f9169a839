package io.trainyard.engine.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One LSTM layer's forward and backward pass over a batch, all steps' input products and all weight
 * gradients in one matrix product each. Gates stand in DL4J's order: candidate (tanh), forget,
 * output, input. Everything is time-major: step, item, number. Its arrays are kept between passes.
 * Used by one thread.
 */
final class LstmPass {
  private static final int CANDIDATE = 0;
  private static final int FORGET = 1;
  private static final int OUTPUT = 2;
  private static final int INPUT = 3;

  private final LstmSize size;
  private final FloatPointer x;
  private final FloatPointer z;
  private final FloatPointer h;
  private final FloatPointer dh;
  private final float[] gates;
  private final float[] cells;
  private final float[] cellTanh;
  private final float[] stepGates;
  private final float[] stepUnits;
  private final float[] cellError;

  LstmPass(LstmSize size) {
    this.size = size;
    int unitsOfStep = size.items() * size.units();
    this.x = new FloatPointer((long) size.rows() * size.inputs());
    this.z = new FloatPointer((long) size.rows() * size.gates());
    this.h = new FloatPointer((long) (size.steps() + 1) * unitsOfStep);
    this.dh = new FloatPointer(unitsOfStep);
    this.gates = new float[size.rows() * size.gates()];
    this.cells = new float[(size.steps() + 1) * unitsOfStep];
    this.cellTanh = new float[size.steps() * unitsOfStep];
    this.stepGates = new float[size.items() * size.gates()];
    this.stepUnits = new float[unitsOfStep];
    this.cellError = new float[unitsOfStep];
    h.put(stepUnits, 0, unitsOfStep);
  }

  LstmSize size() {
    return size;
  }

  /**
   * Runs all steps.
   *
   * @param timeMajor the input, step, item, number
   * @param inputWeights gates x inputs, row-major
   * @param recurrentWeights gates x units, row-major
   * @param biases one for each gate
   */
  void forward(
      float[] timeMajor, FloatPointer inputWeights, FloatPointer recurrentWeights, float[] biases) {
    x.put(timeMajor, 0, size.rows() * size.inputs());
    Product.timesTransposed(size.rows(), size.gates(), size.inputs(), x, inputWeights, 0, z);
    for (int step = 0; step < size.steps(); step++) {
      FloatPointer zOfStep = gatesAt(step);
      if (step > 0) {
        Product.timesTransposed(
            size.items(), size.gates(), size.units(), unitsAt(step), recurrentWeights, 1, zOfStep);
      }
      zOfStep.get(stepGates, 0, stepGates.length);
      activate(step, biases);
      unitsAt(step + 1).put(stepUnits, 0, stepUnits.length);
    }
  }

  /** Activations of all steps into an array of steps x items x units. */
  void activations(FloatPointer into) {
    FloatPointer.memcpy(into, unitsAt(1), (long) size.rows() * size.units() * Float.BYTES);
  }

  /**
   * Runs all steps backwards after a forward pass.
   *
   * @param error of the activations, steps x units x items
   * @param recurrentWeights gates x units, row-major
   * @param inputGradient gets gates x inputs
   * @param recurrentGradient gets gates x units
   * @return the biases' gradient
   */
  float[] backward(
      float[] error,
      FloatPointer recurrentWeights,
      FloatPointer inputGradient,
      FloatPointer recurrentGradient) {
    float[] biasGradient = new float[size.gates()];
    Arrays.fill(cellError, 0);
    for (int step = size.steps() - 1; step >= 0; step--) {
      if (step == size.steps() - 1) {
        Arrays.fill(stepUnits, 0);
      } else {
        Product.times(
            size.items(), size.units(), size.gates(), gatesAt(step + 1), recurrentWeights, dh);
        dh.get(stepUnits, 0, stepUnits.length);
      }
      addError(error, step);
      derive(step, biasGradient);
      gatesAt(step).put(stepGates, 0, stepGates.length);
    }
    Product.transposedTimes(size.gates(), size.inputs(), size.rows(), z, x, inputGradient);
    // The activations before the first step are zero: its row adds nothing.
    Product.transposedTimes(size.gates(), size.units(), size.rows(), z, h, recurrentGradient);
    return biasGradient;
  }

  /**
   * The input's error after a backward pass.
   *
   * @param into gets steps x items x inputs
   */
  void inputError(FloatPointer inputWeights, FloatPointer into) {
    Product.times(size.rows(), size.inputs(), size.gates(), z, inputWeights, into);
  }

  private void activate(int step, float[] biases) {
    int units = size.units();
    for (int item = 0; item < size.items(); item++) {
      int g = item * size.gates();
      for (int i = 0; i < biases.length; i++) {
        stepGates[g + i] += biases[i];
      }
      Curves.tanh(stepGates, g, g + units);
      Curves.logistic(stepGates, g + units, g + size.gates());
      int before = (step * size.items() + item) * units;
      int now = before + size.items() * units;
      for (int i = 0; i < units; i++) {
        cells[now + i] =
            cells[before + i] * stepGates[g + FORGET * units + i]
                + stepGates[g + CANDIDATE * units + i] * stepGates[g + INPUT * units + i];
      }
      Curves.tanh(cells, now, cellTanh, before, units);
      int unit = item * units;
      for (int i = 0; i < units; i++) {
        stepUnits[unit + i] = cellTanh[before + i] * stepGates[g + OUTPUT * units + i];
      }
    }
    System.arraycopy(stepGates, 0, gates, step * stepGates.length, stepGates.length);
  }

  private void addError(float[] error, int step) {
    int from = step * stepUnits.length;
    for (int unit = 0; unit < size.units(); unit++) {
      for (int item = 0; item < size.items(); item++) {
        stepUnits[item * size.units() + unit] += error[from + unit * size.items() + item];
      }
    }
  }

  private void derive(int step, float[] biasGradient) {
    int units = size.units();
    for (int item = 0; item < size.items(); item++) {
      int to = item * size.gates();
      int g = step * stepGates.length + to;
      int unit = item * units;
      int before = (step * size.items() + item) * units;
      deriveItem(units, to, g, unit, before);
      for (int i = 0; i < biasGradient.length; i++) {
        biasGradient[i] += stepGates[to + i];
      }
    }
  }

  private void deriveItem(int units, int to, int g, int unit, int before) {
    for (int i = 0; i < units; i++) {
      float out = gates[g + OUTPUT * units + i];
      float t = cellTanh[before + i];
      float error = stepUnits[unit + i];
      float cell = cellError[unit + i] + error * out * (1f - t * t);
      stepGates[to + OUTPUT * units + i] = error * t * out * (1f - out);
      float candidate = gates[g + CANDIDATE * units + i];
      float in = gates[g + INPUT * units + i];
      stepGates[to + CANDIDATE * units + i] = cell * in * (1f - candidate * candidate);
      stepGates[to + INPUT * units + i] = cell * candidate * in * (1f - in);
      float forget = gates[g + FORGET * units + i];
      stepGates[to + FORGET * units + i] = cell * cells[before + i] * forget * (1f - forget);
      cellError[unit + i] = cell * forget;
    }
  }

  private FloatPointer gatesAt(int step) {
    return at(z, (long) step * stepGates.length);
  }

  private FloatPointer unitsAt(int step) {
    return at(h, (long) step * stepUnits.length);
  }

  private static FloatPointer at(FloatPointer array, long offset) {
    // Not position(): memcpy would take it for bytes.
    return array.getPointer(offset);
  }
}
