package io.trainyard.contract.run;

import java.util.List;

/**
 * Runs, newest first.
 *
 * @param total how many there are in all
 */
public record RunList(List<RunView> runs, int total) {
  public RunList {
    runs = List.copyOf(runs);
  }
}
