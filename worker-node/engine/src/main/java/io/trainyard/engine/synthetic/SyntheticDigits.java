package io.trainyard.engine.synthetic;

import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.data.ItemSource;
import io.trainyard.engine.data.Mix;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Digits drawn by a program in MNIST's format, 28x28 grey: each with its own slant, turn, size,
 * place, width, wobble, speckles and now and then a stray line. Item and label are functions of
 * seed and index alone, the same on every machine. Any thread may read.
 */
public final class SyntheticDigits implements ItemSource {
  public static final long TRAINING_ITEMS = 60_000;
  public static final long TEST_ITEMS = 10_000;
  private static final int SIDE = 28;
  private static final ItemShape SHAPE = ItemShape.of(SIDE, SIDE);
  private static final double BOX = 20;
  private static final long LABEL_SALT = 0x4C4142454CL;

  private final List<Glyph> glyphs = Glyph.digits();
  private final long items;
  private final long seed;

  /**
   * @param items how many
   * @param seed of all of them; training and test sets take different ones
   */
  public SyntheticDigits(long items, long seed) {
    this.items = items;
    this.seed = seed;
  }

  @Override
  public long items() {
    return items;
  }

  @Override
  public ItemShape itemShape() {
    return SHAPE;
  }

  @Override
  public int classes() {
    return glyphs.size();
  }

  @Override
  public int label(long index) {
    return (int) Long.remainderUnsigned(Mix.of(seed ^ LABEL_SALT, index), glyphs.size());
  }

  @Override
  public void read(long index, ByteBuffer into) {
    SplittableRandom random = new SplittableRandom(Mix.of(seed, index));
    Canvas canvas = new Canvas(SIDE);
    Pen pen = Pen.random(random);
    for (double[] stroke : glyphs.get(label(index)).strokes()) {
      pen.draw(stroke, canvas, random);
    }
    if (random.nextInt(5) == 0) {
      stray(canvas, random);
    }
    double brightness = 180 + random.nextInt(76);
    double speckles = 8 + random.nextInt(28);
    byte[] item = new byte[canvas.pixels()];
    for (int pixel = 0; pixel < canvas.pixels(); pixel++) {
      double grey = canvas.at(pixel) * brightness + (random.nextDouble() - 0.35) * speckles;
      item[pixel] = rounded(grey);
    }
    into.put(item);
  }

  private static byte rounded(double grey) {
    return (byte) (grey <= 0 ? 0 : grey >= 255 ? 255 : (int) (grey + 0.5));
  }

  private static void stray(Canvas canvas, SplittableRandom random) {
    double x = random.nextDouble() * SIDE;
    double y = random.nextDouble() * SIDE;
    double dx = (random.nextDouble() - 0.5) * 10;
    double dy = (random.nextDouble() - 0.5) * 10;
    canvas.stroke(x, y, x + dx, y + dy, 1);
  }

  /** Maps a glyph's box to the canvas: a turn, a slant, a size, a place. */
  private record Pen(double xx, double xy, double yx, double yy, double x, double y, double width) {
    static Pen random(SplittableRandom random) {
      double turn = (random.nextDouble() - 0.5) * 0.5;
      double slant = (random.nextDouble() - 0.5) * 0.6;
      double wide = BOX * (0.6 + 0.45 * random.nextDouble());
      double high = BOX * (0.75 + 0.35 * random.nextDouble());
      double cos = StrictMath.cos(turn);
      double sin = StrictMath.sin(turn);
      return new Pen(
          cos * wide,
          (cos * slant - sin) * high,
          sin * wide,
          (sin * slant + cos) * high,
          13.5 + (random.nextDouble() - 0.5) * 5,
          13.5 + (random.nextDouble() - 0.5) * 5,
          1.2 + 1.8 * random.nextDouble());
    }

    void draw(double[] stroke, Canvas canvas, SplittableRandom random) {
      double wobble = 0.05;
      double lastX = 0;
      double lastY = 0;
      for (int i = 0; i < stroke.length; i += 2) {
        double px = stroke[i] - 0.5 + (random.nextDouble() - 0.5) * wobble;
        double py = stroke[i + 1] - 0.5 + (random.nextDouble() - 0.5) * wobble;
        double toX = x + xx * px + xy * py;
        double toY = y + yx * px + yy * py;
        if (i > 0) {
          canvas.stroke(lastX, lastY, toX, toY, width);
        }
        lastX = toX;
        lastY = toY;
      }
    }
  }
}
