package io.trainyard.launcher.cli.train;

import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Amount;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How progress within an epoch is shown. For one thread. */
interface Progress {
  void show(RunWatch now);

  /** Takes away what would stand in the next line's way. */
  void clear();

  /** A line redrawn in place, at most ten times a second. */
  static Progress bar(Screen screen, LongSupplier nanos) {
    return new Bar(screen, new Pace(Duration.ofMillis(100), nanos));
  }

  /** A line of its own now and then. */
  static Progress lines(Screen screen, Duration pace, LongSupplier nanos) {
    return new Lines(screen, new Pace(pace, nanos));
  }

  /** See {@link #bar}. */
  final class Bar implements Progress {
    private final Screen screen;
    private final Pace pace;
    private boolean drawn;

    Bar(Screen screen, Pace pace) {
      this.screen = screen;
      this.pace = pace;
    }

    @Override
    public void show(RunWatch now) {
      if (drawn && !pace.isDue()) {
        return;
      }
      String line = BarLine.of(now, screen.width().getAsInt(), screen.unicode());
      screen.redraw(line);
      drawn = true;
    }

    @Override
    public void clear() {
      if (drawn) {
        screen.redraw("");
        drawn = false;
      }
    }
  }

  /** See {@link #lines}. */
  final class Lines implements Progress {
    private final Screen screen;
    private final Pace pace;
    private long shown;

    Lines(Screen screen, Pace pace) {
      this.screen = screen;
      this.pace = pace;
    }

    @Override
    public void show(RunWatch now) {
      Double loss = now.loss();
      if (loss == null || now.iteration() == shown || !pace.isDue()) {
        return;
      }
      shown = now.iteration();
      String left = now.timeLeft().map(time -> ", ETA " + Amount.clock(time)).orElse("");
      screen.line(
          "epoch "
              + now.epoch()
              + "/"
              + now.epochs()
              + ": "
              + (int) Math.floor(now.share() * 100)
              + " %, loss "
              + Amount.loss(loss)
              + ", "
              + Amount.rate(now.imagesPerSecond())
              + left);
    }

    @Override
    public void clear() {
      // Lines stay.
    }
  }

  /** Lets something happen at most once per interval. */
  final class Pace {
    private final long interval;
    private final LongSupplier nanos;
    private long last;

    Pace(Duration interval, LongSupplier nanos) {
      this.interval = interval.toNanos();
      this.nanos = nanos;
      this.last = nanos.getAsLong();
    }

    boolean isDue() {
      long now = nanos.getAsLong();
      if (now - last < interval) {
        return false;
      }
      last = now;
      return true;
    }
  }
}
