package io.trainyard.launcher.cli.train;

import io.trainyard.launcher.cli.text.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The line that is redrawn while a run learns: what matters least goes first when it is narrow. */
final class BarLine {
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 8;
  private static final String GAP = "  ";

  private BarLine() {}

  /**
   * The line, never longer than the terminal is wide less one column, so that none wraps.
   *
   * @param unicode whether blocks may be drawn
   */
  static String of(RunWatch run, int width, boolean unicode) {
    int room = width - 1;
    String start = "epoch " + Math.max(1, run.epoch()) + "/" + run.epochs() + " ";
    String share = String.format(Locale.ROOT, " %3d %%", (int) Math.floor(run.share() * 100));
    List<String> details = new ArrayList<>(details(run));
    while (!details.isEmpty() && barRoom(room, start, share, details) < SHORTEST_BAR) {
      details.remove(details.size() - 1);
    }
    int bar = Math.min(LONGEST_BAR, barRoom(room, start, share, details));
    String drawn = bar < SHORTEST_BAR ? "" : bar(run.share(), bar - 2, unicode);
    String line = start + drawn + share + text(details);
    return line.length() > room ? line.substring(0, Math.max(0, room)) : line;
  }

  private static int barRoom(int room, String start, String share, List<String> details) {
    return room - start.length() - share.length() - text(details).length();
  }

  private static String text(List<String> details) {
    return details.isEmpty() ? "" : GAP + String.join(GAP, details);
  }

  /** From the most to the least wanted. */
  private static List<String> details(RunWatch run) {
    List<String> details = new ArrayList<>();
    Double loss = run.loss();
    if (loss != null) {
      details.add("loss " + Amount.loss(loss));
    }
    run.timeLeft().ifPresent(left -> details.add("ETA " + Amount.clock(left)));
    Double accuracy = run.validationAccuracy();
    if (accuracy != null) {
      details.add("validation " + Amount.percent(accuracy));
    }
    if (run.imagesPerSecond() > 0) {
      details.add(Amount.rate(run.imagesPerSecond()));
    }
    return details;
  }

  private static String bar(double share, int cells, boolean unicode) {
    int full = (int) Math.round(share * cells);
    String done = (unicode ? "█" : "#").repeat(full);
    return "[" + done + (unicode ? "░" : ".").repeat(cells - full) + "]";
  }
}
