package io.trainyard.launcher.cli.text;

import io.trainyard.contract.codec.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in aligned columns. Every cell is made safe to show; columns of numbers stand to the right.
 * For one thread.
 */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /** Columns by their titles; one that begins with {@code >} stands to the right. */
  public Table(String... titles) {
    header = List.of(titles);
  }

  public Table row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
    }
    rows.add(List.of(cells).stream().map(Words::safe).toList());
    return this;
  }

  public List<String> lines(Style style) {
    List<String> titles = header.stream().map(title -> title.replaceFirst("^>", "")).toList();
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(line(titles)));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(width(column) - length(cell));
      boolean right = header.get(column).startsWith(">");
      line.append(column == 0 ? "" : GAP).append(right ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int title = header.get(column).replaceFirst("^>", "").length();
    return rows.stream().mapToInt(row -> length(row.get(column))).reduce(title, Math::max);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
