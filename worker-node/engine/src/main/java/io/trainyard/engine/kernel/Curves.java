package io.trainyard.engine.kernel;

/**
 * Hyperbolic tangent and logistic function over ranges of arrays, written so that the JIT compiler
 * turns them into vector instructions, which it cannot do with {@link Math#tanh}. At most 2e-7 off.
 */
final class Curves {
  /** Beyond it the tangent is 1 in float. */
  private static final float FLAT = 9f;

  private Curves() {}

  static void tanh(float[] values, int from, int to) {
    tanh(values, from, values, from, to - from);
  }

  /**
   * Lambert's continued fraction to its seventh step at a quarter of the argument, where it is
   * exact in float, and the double-angle formula twice.
   */
  static void tanh(float[] source, int sourceFrom, float[] target, int targetFrom, int length) {
    for (int i = 0; i < length; i++) {
      float x = Math.min(FLAT, Math.max(-FLAT, source[sourceFrom + i])) * 0.25f;
      float s = x * x;
      float above = x * (((s + 378f) * s + 17325f) * s + 135135f);
      float below = ((28f * s + 3150f) * s + 62370f) * s + 135135f;
      float t = above / below;
      t = 2f * t / (1f + t * t);
      target[targetFrom + i] = 2f * t / (1f + t * t);
    }
  }

  /** 1 / (1 + exp(-x)), by the tangent of half the argument. */
  static void logistic(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      float x = Math.min(2f * FLAT, Math.max(-2f * FLAT, values[i])) * 0.125f;
      float s = x * x;
      float above = x * (((s + 378f) * s + 17325f) * s + 135135f);
      float below = ((28f * s + 3150f) * s + 62370f) * s + 135135f;
      float t = above / below;
      t = 2f * t / (1f + t * t);
      values[i] = 0.5f + t / (1f + t * t);
    }
  }
}
