package io.trainyard.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.Submitted;
import io.trainyard.node.messaging.Journal;
import io.trainyard.node.run.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualJournalTest {
  private final VirtualTime time = new VirtualTime();
  private final VirtualLog log = new VirtualLog(time);
  private final VirtualProcess process = new VirtualProcess("worker-1", time);

  @Test
  void anEventIsReadBackWithWhatItCameTo() {
    VirtualJournal journal = new VirtualJournal(log, process, LogFaults.none());

    CompletableFuture<Journal.Read> read = journal.propose(submitted("r1"));
    assertThat(read).isNotDone();
    time.advance(Duration.ofSeconds(1));

    assertThat(read.join().verdict().counted()).isTrue();
    assertThat(journal.book().find("r1")).isPresent();
    assertThat(journal.book()).isEqualTo(log.book());
  }

  @Test
  void anUnacknowledgedEventIsWrittenAndYetFails() {
    VirtualJournal journal =
        new VirtualJournal(
            log,
            process,
            new LogFaults() {
              @Override
              public Fate fate(String process, JournalEvent event) {
                return Fate.UNACKNOWLEDGED;
              }
            });

    CompletableFuture<Journal.Read> read = journal.propose(submitted("r1"));
    time.advance(VirtualJournal.LIMIT);

    assertThat(read).isCompletedExceptionally();
    assertThat(log.book().find("r1")).isPresent();
  }

  @Test
  void aStoppedProcessReadsNothingAndCatchesUp() {
    VirtualJournal journal = new VirtualJournal(log, process, LogFaults.none());
    process.stop();
    log.append(submitted("r1"));
    log.append(submitted("r2"));
    time.advance(Duration.ofMinutes(1));
    assertThat(journal.book().offset()).isEqualTo(-1);

    process.goOn();
    time.advance(Duration.ofSeconds(1));

    assertThat(journal.book().offset()).isEqualTo(1);
  }

  @Test
  void whatAKilledProcessHasSentStillArrives() {
    VirtualJournal journal = new VirtualJournal(log, process, LogFaults.none());

    CompletableFuture<Journal.Read> read = journal.propose(submitted("r1"));
    process.kill();
    time.advance(Duration.ofMinutes(1));

    assertThat(log.end()).isEqualTo(1);
    assertThat(read).isNotDone();
  }

  @Test
  void theSameSeedGivesTheSameCourse() {
    assertThat(course(7)).isEqualTo(course(7)).isNotEqualTo(course(8));
  }

  private static List<String> course(long seed) {
    VirtualTime time = new VirtualTime();
    VirtualLog log = new VirtualLog(time);
    SeededFaults faults = new SeededFaults(seed, 0.5);
    List<VirtualJournal> journals = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      journals.add(new VirtualJournal(log, new VirtualProcess("p" + i, time), faults));
    }
    for (int i = 0; i < 30; i++) {
      var unused = journals.get(i % 3).propose(submitted("r" + i));
      time.advance(Duration.ofMillis(20));
    }
    time.advance(Duration.ofSeconds(10));
    return log.entries().stream().map(Object::toString).toList();
  }

  private static Submitted submitted(String runId) {
    return Submitted.of(runId, Story.spec(), "hash");
  }
}
