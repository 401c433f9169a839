package io.trainyard.node.simulation;

import io.trainyard.node.run.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One course of a simulated yard: the real reducer, master and worker logic, with faults drawn from
 * a seed. The same seed gives the same course, so a failure can be replayed.
 */
final class Simulation {
  private static final Duration STORM = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofMinutes(40);
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final long seed;
  private final Yard yard;
  private final People people;
  private final Weather weather;
  private final Invariants invariants;

  /**
   * What came of it.
   *
   * @param kinds how many entries of each kind counted, and how many runs ended in each state
   */
  record Report(
      long seed, List<String> violations, int events, int losses, Map<String, Integer> kinds) {}

  private Simulation(long seed, int masters, int workers, double share) {
    this.seed = seed;
    this.yard = new Yard(seed, masters, workers, share);
    this.people = new People(yard);
    this.weather = new Weather(yard);
    this.invariants = new Invariants(yard);
    yard.log().onEntry(invariants::after);
  }

  /** A yard in which everything goes wrong, some masters and workers, after the seed's choice. */
  static Report stormy(long seed) {
    int masters = 1 + (int) (seed % 2);
    int workers = 2 + (int) (seed / 2 % 3);
    double share = seed % 5 == 0 ? 0 : 0.05;
    Simulation simulation = new Simulation(seed, masters, workers, share);
    simulation.weather.begin();
    return simulation.run();
  }

  /** A yard in which nothing goes wrong: nobody may lose anything either. */
  static Report calm(long seed) {
    return new Simulation(seed, 1 + (int) (seed % 2), 3, 0).run();
  }

  private Report run() {
    yard.start();
    people.begin(8);
    yard.time().advance(STORM);
    weather.clear();
    people.rest();
    yard.calm();
    for (Duration waited = Duration.ZERO;
        waited.compareTo(PATIENCE) < 0 && !isDone();
        waited = waited.plus(LOOK)) {
      yard.time().advance(LOOK);
      people.resumeAll();
    }
    yard.time().advance(Duration.ofSeconds(100));
    invariants.atTheEnd(people.accepted());
    return new Report(
        seed, invariants.violations(), yard.log().entries().size(), invariants.losses(), kinds());
  }

  private Map<String, Integer> kinds() {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Entry entry : yard.log().entries()) {
      if (yard.log().verdict(entry.offset()).counted()) {
        kinds.merge(entry.event().getClass().getSimpleName(), 1, Integer::sum);
      }
    }
    yard.log()
        .book()
        .runs()
        .values()
        .forEach(run -> kinds.merge(run.state().name(), 1, Integer::sum));
    return kinds;
  }

  private boolean isDone() {
    int all = yard.log().book().runs().size() + yard.log().book().removed().size();
    return all == 8 && yard.log().book().runs().values().stream().allMatch(run -> run.hasEnded());
  }
}
