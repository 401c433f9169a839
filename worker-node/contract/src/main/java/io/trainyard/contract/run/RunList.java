package io.trainyard.contract.run;

import java.util.List;

/**
 * Runs in the order asked for.
 *
 * @param total how many fit the question, listed or not
 */
public record RunList(List<RunView> runs, int total) {
  public RunList {
    runs = List.copyOf(runs);
  }
}
