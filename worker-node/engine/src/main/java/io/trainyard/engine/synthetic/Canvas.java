package io.trainyard.engine.synthetic;

import java.util.Arrays;

/** A square of grey values on which strokes are drawn, smooth at their edges. One thread's. */
final class Canvas {
  private final int side;
  private final double[] ink;

  Canvas(int side) {
    this.side = side;
    this.ink = new double[side * side];
  }

  void clear() {
    Arrays.fill(ink, 0);
  }

  /** Draws a straight stroke; ink fades to nothing within one pixel around its width. */
  void stroke(double x1, double y1, double x2, double y2, double width) {
    double reach = width / 2 + 1;
    int left = Math.max(0, (int) Math.floor(Math.min(x1, x2) - reach));
    int right = Math.min(side - 1, (int) Math.ceil(Math.max(x1, x2) + reach));
    int top = Math.max(0, (int) Math.floor(Math.min(y1, y2) - reach));
    int bottom = Math.min(side - 1, (int) Math.ceil(Math.max(y1, y2) + reach));
    double dx = x2 - x1;
    double dy = y2 - y1;
    double square = Math.max(1e-9, dx * dx + dy * dy);
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / square));
        double ox = x - x1 - along * dx;
        double oy = y - y1 - along * dy;
        double covered = Math.min(1, reach - 0.5 - Math.sqrt(ox * ox + oy * oy));
        int at = y * side + x;
        ink[at] = Math.max(ink[at], covered);
      }
    }
  }

  int pixels() {
    return ink.length;
  }

  /** Ink at a pixel, 0 to 1. */
  double at(int pixel) {
    return Math.max(0, ink[pixel]);
  }
}
