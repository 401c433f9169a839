package io.trainyard.node.simulation;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.Annotated;
import io.trainyard.contract.journal.JournalEvent.CancelRequested;
import io.trainyard.contract.journal.JournalEvent.PauseRequested;
import io.trainyard.contract.journal.JournalEvent.PriorityChanged;
import io.trainyard.contract.journal.JournalEvent.Removed;
import io.trainyard.contract.journal.JournalEvent.ResumeRequested;
import io.trainyard.contract.journal.JournalEvent.SteerRequested;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunSpec;
import io.trainyard.contract.run.SteerKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** People who submit runs and change their minds about them, through whichever master is up. */
final class People {
  private final Yard yard;
  private final Random random;
  private final List<String> known = new ArrayList<>();
  private final Set<String> accepted = new HashSet<>();
  private boolean busy = true;

  People(Yard yard) {
    this.yard = yard;
    this.random = yard.random();
  }

  /** Runs whose submission was answered 202. */
  Set<String> accepted() {
    return accepted;
  }

  /** They submit now and ask for something now and then. */
  void begin(int runs) {
    for (int i = 1; i <= runs; i++) {
      String runId = "run-" + i;
      known.add(runId);
      yard.time().after(Duration.ofMillis(random.nextInt(120_000)), () -> submit(runId));
    }
    ask();
  }

  /** They ask for nothing more, but that nothing stays paused. */
  void rest() {
    busy = false;
  }

  void resumeAll() {
    yard.log().book().runs().values().stream()
        .filter(run -> run.phase() instanceof io.trainyard.node.run.Phase.Paused)
        .forEach(run -> propose(new ResumeRequested(run.id())));
  }

  private void submit(String runId) {
    Optional<VirtualJournal> journal = anyJournal();
    if (journal.isEmpty()) {
      yard.time().after(Duration.ofSeconds(1), () -> submit(runId));
      return;
    }
    var unused =
        journal
            .get()
            .propose(Submitted.of(runId, spec(), "hash"))
            .whenComplete(
                (read, failure) -> {
                  if (failure == null) {
                    accepted.add(runId);
                  } else if (failure != null) {
                    // As a client does: again, under the same key.
                    yard.time().after(Duration.ofSeconds(2), () -> submit(runId));
                  }
                });
  }

  private RunSpec spec() {
    int epochs = 1 + random.nextInt(4);
    return new RunSpec(
        ModelType.MLP, "mnist", new Hyperparameters(epochs, 128, 0.001, 42), null, List.of());
  }

  private void ask() {
    if (busy) {
      if (random.nextInt(12) == 0) {
        again(known.get(random.nextInt(known.size())));
      }
      propose(request(known.get(random.nextInt(known.size()))));
      yard.time().after(Duration.ofMillis(random.nextInt(8_000)), this::ask);
    }
  }

  /** A client's request of long ago arrives once more, whatever has become of the run. */
  private void again(String runId) {
    if (accepted.contains(runId)) {
      propose(Submitted.of(runId, spec(), "hash"));
    }
  }

  private JournalEvent request(String runId) {
    return switch (random.nextInt(13)) {
      case 0 -> new CancelRequested(runId);
      case 1, 2, 3 -> new PauseRequested(runId);
      case 4, 5, 6 -> new ResumeRequested(runId);
      case 7, 8 -> new SteerRequested(runId, SteerKey.LEARNING_RATE, 0.0001 * random.nextInt(100));
      case 9 -> new SteerRequested(runId, SteerKey.EPOCHS, 1 + random.nextInt(5));
      case 10 -> new Removed(runId);
      case 11 -> new PriorityChanged(runId, random.nextInt(5) - 2);
      default -> new Annotated(runId, null, List.of("tag"), "note", null);
    };
  }

  private void propose(JournalEvent event) {
    anyJournal()
        .ifPresent(
            journal -> {
              var unused = journal.propose(event);
            });
  }

  private Optional<VirtualJournal> anyJournal() {
    List<VirtualJournal> up =
        yard.masters().stream()
            .filter(master -> master.process().filter(p -> !p.isStopped()).isPresent())
            .flatMap(master -> master.journal().stream())
            .toList();
    return up.isEmpty() ? Optional.empty() : Optional.of(up.get(random.nextInt(up.size())));
  }
}
