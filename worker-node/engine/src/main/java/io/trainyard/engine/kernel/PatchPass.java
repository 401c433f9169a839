package io.trainyard.engine.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A convolution of stride 1 without padding as matrix products over patches: for each item the
 * numbers under the kernel's places, a row for each place of the kernel, and a row of ones that
 * carries the bias. The patches serve forward and backward alike. Used by one thread.
 */
final class PatchPass {
  /**
   * The measures of one pass.
   *
   * @param channels of the input
   * @param height and width of the input
   * @param filters channels of the output
   */
  record Size(
      int items,
      int channels,
      int height,
      int width,
      int filters,
      int kernelHeight,
      int kernelWidth) {
    int outHeight() {
      return height - kernelHeight + 1;
    }

    int outWidth() {
      return width - kernelWidth + 1;
    }

    /** Positions of the output. */
    int places() {
      return outHeight() * outWidth();
    }

    /** Weights of one filter. */
    int weights() {
      return channels * kernelHeight * kernelWidth;
    }

    /** Rows of an item's patches: its weights and the bias. */
    int rows() {
      return weights() + 1;
    }

    long largest() {
      return (long) items * rows() * places();
    }
  }

  private final Size size;
  private final FloatPointer patches;
  private final FloatPointer filters;
  private final float[] input;
  private final float[] item;
  private final float[] weights;

  PatchPass(Size size) {
    this.size = size;
    this.patches = new FloatPointer(size.largest());
    this.filters = new FloatPointer((long) size.filters() * size.rows());
    this.input = new float[size.items() * size.channels() * size.height() * size.width()];
    this.item = new float[size.rows() * size.places()];
    this.weights = new float[size.filters() * size.rows()];
    java.util.Arrays.fill(item, size.weights() * size.places(), item.length, 1f);
  }

  Size size() {
    return size;
  }

  /**
   * Convolves.
   *
   * @param source items x channels x height x width
   * @param filterWeights filters x weights
   * @param target gets items x filters x places
   */
  void forward(FloatPointer source, float[] filterWeights, float[] biases, FloatPointer target) {
    source.get(input, 0, input.length);
    for (int filter = 0; filter < size.filters(); filter++) {
      System.arraycopy(
          filterWeights, filter * size.weights(), weights, filter * size.rows(), size.weights());
      weights[filter * size.rows() + size.weights()] = biases[filter];
    }
    filters.put(weights, 0, weights.length);
    long outputs = (long) size.filters() * size.places();
    for (int i = 0; i < size.items(); i++) {
      cut(i);
      FloatPointer ofItem = patchesOf(i);
      ofItem.put(item, 0, item.length);
      Product.times(
          size.filters(),
          size.places(),
          size.rows(),
          filters,
          ofItem,
          target.getPointer(i * outputs));
    }
  }

  /**
   * Gradients of weights and biases after a forward pass.
   *
   * @param error of the output, items x filters x places
   * @param weightGradient gets filters x weights
   * @param biasGradient gets one for each filter
   */
  void backward(FloatPointer error, FloatPointer weightGradient, FloatPointer biasGradient) {
    long outputs = (long) size.filters() * size.places();
    for (int i = 0; i < size.items(); i++) {
      Product.timesTransposed(
          size.filters(),
          size.rows(),
          size.places(),
          error.getPointer(i * outputs),
          patchesOf(i),
          i == 0 ? 0 : 1,
          filters);
    }
    filters.get(weights, 0, weights.length);
    float[] row = new float[size.filters() * size.weights()];
    float[] biases = new float[size.filters()];
    for (int filter = 0; filter < size.filters(); filter++) {
      System.arraycopy(weights, filter * size.rows(), row, filter * size.weights(), size.weights());
      biases[filter] = weights[filter * size.rows() + size.weights()];
    }
    weightGradient.put(row, 0, row.length);
    biasGradient.put(biases, 0, biases.length);
  }

  private void cut(int number) {
    int to = 0;
    for (int channel = 0; channel < size.channels(); channel++) {
      int plane = (number * size.channels() + channel) * size.height() * size.width();
      for (int y = 0; y < size.kernelHeight(); y++) {
        for (int x = 0; x < size.kernelWidth(); x++) {
          for (int row = 0; row < size.outHeight(); row++) {
            System.arraycopy(
                input, plane + (row + y) * size.width() + x, item, to, size.outWidth());
            to += size.outWidth();
          }
        }
      }
    }
  }

  private FloatPointer patchesOf(int number) {
    return patches.getPointer((long) number * size.rows() * size.places());
  }
}
