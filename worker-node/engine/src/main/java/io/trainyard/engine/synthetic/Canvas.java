package io.trainyard.engine.synthetic;

/** A square of grey values on which strokes are drawn, smooth at their edges. One thread's. */
final class Canvas {
  private final int side;
  private final double[] ink;

  Canvas(int side) {
    this.side = side;
    this.ink = new double[side * side];
  }

  /** Draws a straight stroke; ink fades to nothing within one pixel around its width. */
  void stroke(double x1, double y1, double x2, double y2, double width) {
    double reach = width / 2 + 1;
    int left = (int) Math.max(0, Math.floor(Math.min(x1, x2) - reach));
    int right = (int) Math.min(side - 1, Math.ceil(Math.max(x1, x2) + reach));
    int top = (int) Math.max(0, Math.floor(Math.min(y1, y2) - reach));
    int bottom = (int) Math.min(side - 1, Math.ceil(Math.max(y1, y2) + reach));
    double dx = x2 - x1;
    double dy = y2 - y1;
    double square = Math.max(1e-9, dx * dx + dy * dy);
    double edge = reach - 0.5;
    // Most of the pixels around a slanting stroke are out of its reach: no root is taken of them.
    double far = edge * edge;
    for (int y = top; y <= bottom; y++) {
      double fromY = y - y1;
      for (int at = y * side + left, x = left; x <= right; x++, at++) {
        double fromX = x - x1;
        double along = clamped((fromX * dx + fromY * dy) / square);
        double ox = fromX - along * dx;
        double oy = fromY - along * dy;
        double distance = ox * ox + oy * oy;
        if (distance < far && ink[at] < 1) {
          double covered = edge - Math.sqrt(distance);
          if (covered > ink[at]) {
            ink[at] = covered < 1 ? covered : 1;
          }
        }
      }
    }
  }

  private static double clamped(double value) {
    return value < 0 ? 0 : value > 1 ? 1 : value;
  }

  int pixels() {
    return ink.length;
  }

  /** Ink at a pixel, 0 to 1. */
  double at(int pixel) {
    return ink[pixel];
  }
}
