package io.trainyard.launcher.cli.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Numbers with their units, the same in every language. */
public final class Amount {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Amount() {}

  /** Decimal units, three significant figures or so: {@code 54.9 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 99.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** With a comma at each thousand. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A share of 0 to 1: {@code 98.71 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  public static String loss(double loss) {
    return String.format(Locale.ROOT, "%.4f", loss);
  }

  public static String rate(double imagesPerSecond) {
    return count(Math.round(imagesPerSecond)) + " images/s";
  }

  /** {@code 4.2 s}, {@code 1 min 05 s}, {@code 2 h 03 min}. */
  public static String seconds(double seconds) {
    if (seconds < 59.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }

  /** As on a clock: {@code 0:12}, {@code 1:02:03}. */
  public static String clock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }

  /** A learning rate or the like, without needless zeros. */
  public static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
