package io.trainyard.node.simulation;

import io.trainyard.contract.journal.JournalEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Faults drawn from a seed: appends are late, lost, doubled or unacknowledged; readers lag. */
public final class SeededFaults implements LogFaults {
  private final Random random;
  private double share;
  private final Set<String> cutOff = new HashSet<>();
  private final Set<String> journalless = new HashSet<>();

  /**
   * Draws from the seed.
   *
   * @param share of appends with which something goes wrong, 0 to 1
   */
  public SeededFaults(long seed, double share) {
    this.random = new Random(seed);
    this.share = share;
  }

  /** The process no longer reaches the log. */
  public void cut(String process) {
    cutOff.add(process);
  }

  /** The process reaches the log again. */
  public void mend(String process) {
    cutOff.remove(process);
  }

  /** The process no longer reaches the journal, while its heartbeats and tasks pass. */
  public void cutJournal(String process) {
    journalless.add(process);
  }

  /** The process reaches the journal again. */
  public void mendJournal(String process) {
    journalless.remove(process);
  }

  /** No append goes wrong from now on. */
  public void calm() {
    share = 0;
  }

  @Override
  public Fate fate(String process, JournalEvent event) {
    if (!reachesJournal(process)) {
      return Fate.DROPPED;
    }
    Fate[] faults = {Fate.WRITTEN_TWICE, Fate.UNACKNOWLEDGED, Fate.DROPPED};
    return random.nextDouble() < share ? faults[random.nextInt(faults.length)] : Fate.WRITTEN;
  }

  @Override
  public Duration appendDelay(String process, JournalEvent event) {
    return Duration.ofMillis(1 + random.nextInt(50));
  }

  @Override
  public Duration readDelay(String process) {
    return Duration.ofMillis(1 + random.nextInt(50));
  }

  @Override
  public boolean isReachable(String process) {
    return !cutOff.contains(process);
  }

  @Override
  public boolean reachesJournal(String process) {
    return isReachable(process) && !journalless.contains(process);
  }
}
