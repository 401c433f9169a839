package io.trainyard.launcher.cli.soak;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.ErrorType;
import io.trainyard.contract.error.TrainyardException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the soak has asked for and what it was told. Thread-safe. */
final class Ledger {
  private final List<String> accepted = new ArrayList<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private final Map<String, Integer> orders = new TreeMap<>();
  private final List<String> unexpected = new ArrayList<>();

  synchronized void accepted(String runId) {
    accepted.add(runId);
  }

  /** A submission that was not taken; without an outage that explains it, it is remembered. */
  synchronized void refused(TrainyardException why) {
    refused.merge(why.code().name(), 1, Integer::sum);
    if (!isOutage(why)) {
      unexpected.add("A submission was refused: " + told(why));
    }
  }

  /** An order to a run was taken, or met a run that had moved on, or an outage. */
  synchronized void ordered(String what) {
    orders.merge(what, 1, Integer::sum);
  }

  synchronized void orderRefused(String what, TrainyardException why) {
    orders.merge(what + " refused", 1, Integer::sum);
    if (!isOutage(why) && why.code() != ErrorCode.ILLEGAL_TRANSITION) {
      unexpected.add("An order to " + what + " was refused: " + told(why));
    }
  }

  synchronized void surprise(String what) {
    unexpected.add(what);
  }

  private static boolean isOutage(TrainyardException why) {
    return why.code().type() == ErrorType.EXTERNAL || why.code().type() == ErrorType.RESOURCES;
  }

  private static String told(TrainyardException why) {
    return why.code() + " " + why.problem().detail();
  }

  synchronized List<String> accepted() {
    return List.copyOf(accepted);
  }

  synchronized Map<String, Integer> refused() {
    return Map.copyOf(refused);
  }

  synchronized Map<String, Integer> orders() {
    return Map.copyOf(orders);
  }

  synchronized List<String> unexpected() {
    return List.copyOf(unexpected);
  }
}
