package io.trainyard.engine.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The strokes of one digit, as polylines in a box of 1x1 with y downwards.
 *
 * @param strokes each a list of points, x and y in turn
 */
@SuppressWarnings("ArrayRecordComponent")
record Glyph(List<double[]> strokes) {
  private static final int ARC_STEPS = 12;

  /** The ten digits. */
  static List<Glyph> digits() {
    return List.of(zero(), one(), two(), three(), four(), five(), six(), seven(), eight(), nine());
  }

  private static Glyph zero() {
    return new Glyph(List.of(arc(0.5, 0.5, 0.32, 0.45, 0, 360)));
  }

  private static Glyph one() {
    return new Glyph(List.of(line(0.32, 0.22, 0.52, 0.05, 0.52, 0.95)));
  }

  private static Glyph two() {
    return new Glyph(
        List.of(arc(0.5, 0.3, 0.3, 0.25, 190, 395), line(0.75, 0.44, 0.2, 0.94, 0.82, 0.94)));
  }

  private static Glyph three() {
    return new Glyph(
        List.of(arc(0.47, 0.28, 0.28, 0.23, 200, 450), arc(0.47, 0.72, 0.32, 0.23, 270, 520)));
  }

  private static Glyph four() {
    return new Glyph(
        List.of(line(0.62, 0.05, 0.16, 0.64, 0.86, 0.64), line(0.66, 0.4, 0.66, 0.96)));
  }

  private static Glyph five() {
    return new Glyph(
        List.of(line(0.78, 0.06, 0.28, 0.06, 0.24, 0.46), arc(0.47, 0.67, 0.31, 0.27, 230, 510)));
  }

  private static Glyph six() {
    return new Glyph(
        List.of(line(0.68, 0.04, 0.4, 0.28, 0.22, 0.62), arc(0.49, 0.69, 0.28, 0.26, 0, 360)));
  }

  private static Glyph seven() {
    return new Glyph(List.of(line(0.18, 0.07, 0.82, 0.07, 0.42, 0.96)));
  }

  private static Glyph eight() {
    return new Glyph(
        List.of(arc(0.5, 0.27, 0.25, 0.22, 0, 360), arc(0.5, 0.72, 0.3, 0.24, 0, 360)));
  }

  private static Glyph nine() {
    return new Glyph(
        List.of(arc(0.5, 0.31, 0.28, 0.26, 0, 360), line(0.78, 0.34, 0.74, 0.6, 0.56, 0.96)));
  }

  private static double[] line(double... points) {
    return points;
  }

  /** Part of an ellipse, in degrees clockwise from the right. */
  private static double[] arc(double x, double y, double rx, double ry, double from, double to) {
    List<Double> points = new ArrayList<>();
    for (int i = 0; i <= ARC_STEPS; i++) {
      double angle = StrictMath.toRadians(from + (to - from) * i / ARC_STEPS);
      points.add(x + rx * StrictMath.cos(angle));
      points.add(y + ry * StrictMath.sin(angle));
    }
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
