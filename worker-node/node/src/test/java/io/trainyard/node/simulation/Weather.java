package io.trainyard.node.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happens to the machines: they are killed, frozen, cut off, and things on them break. */
final class Weather {
  private static final int LONGEST = 70_000;

  private final Yard yard;
  private final Random random;
  private boolean stormy = true;

  Weather(Yard yard) {
    this.yard = yard;
    this.random = yard.random();
  }

  void begin() {
    yard.time().after(Duration.ofMillis(2_000 + random.nextInt(25_000)), this::strike);
  }

  /** Nothing new happens; what is frozen or cut off comes back at its time. */
  void clear() {
    stormy = false;
  }

  private void strike() {
    if (!stormy) {
      return;
    }
    switch (random.nextInt(15)) {
      case 0, 1, 2 -> worker().kill();
      case 3 -> worker().terminate();
      case 4, 5 -> worker().process().ifPresent(this::freeze);
      case 6, 7 -> cut(worker().id());
      case 8 -> master().kill();
      case 9 -> master().process().ifPresent(this::freeze);
      case 10 -> master().process().ifPresent(process -> cut(process.name()));
      case 11 -> breakLearning();
      case 12 -> cutJournal(worker().id());
      case 13 -> yard.strangers().speak();
      default -> breakStore();
    }
    begin();
  }

  private WorkerHost worker() {
    return one(yard.workers());
  }

  private MasterHost master() {
    return one(yard.masters());
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Duration someTime() {
    return Duration.ofMillis(1_000 + random.nextInt(LONGEST));
  }

  private void freeze(VirtualProcess process) {
    process.stop();
    yard.time().after(someTime(), process::goOn);
  }

  private void cut(String process) {
    yard.faults().cut(process);
    yard.time().after(someTime(), () -> yard.faults().mend(process));
  }

  private void cutJournal(String process) {
    yard.faults().cutJournal(process);
    yard.time().after(someTime(), () -> yard.faults().mendJournal(process));
  }

  private void breakLearning() {
    worker()
        .learning()
        .ifPresent(
            learning -> {
              switch (random.nextInt(5)) {
                case 0, 1 -> learning.hang();
                case 2, 3 -> learning.hinder();
                default -> yard.store().poison(learning.assignment().runId());
              }
            });
  }

  /** Damages some run's newest checkpoint, or takes the brokers away. */
  private void breakStore() {
    if (random.nextBoolean()) {
      yard.log().book().runs().values().stream()
          .filter(run -> !run.hasEnded())
          .findFirst()
          .flatMap(run -> run.saves().newest())
          .ifPresent(yard.store()::damage);
    } else {
      takeBrokersAway();
    }
  }

  /** All are cut off at once; some find their way back later than others. */
  private void takeBrokersAway() {
    int outage = random.nextInt(20_000);
    List<String> all = new ArrayList<>();
    yard.workers().forEach(host -> all.add(host.id()));
    yard.masters().forEach(host -> all.add(host.id()));
    for (String process : all) {
      yard.faults().cut(process);
      yard.time()
          .after(
              Duration.ofMillis(outage + random.nextInt(16_000)),
              () -> yard.faults().mend(process));
    }
  }
}
