package io.trainyard.node.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.JournalEvent.AttemptLost;
import io.trainyard.contract.journal.JournalEvent.Claimed;
import io.trainyard.contract.journal.JournalEvent.HandedOver;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.run.Entry;
import io.trainyard.node.run.Reasons;
import io.trainyard.node.run.Story;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MasterMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final StoryJournal journal = new StoryJournal();
  private final Story story = journal.story;
  private final Owner one = story.worker("worker-1");
  private final MasterCore core =
      new MasterCore(
          "me",
          new MasterPorts(
              journal,
              new ManualTimer(),
              (partition, task) -> CompletableFuture.completedFuture(null),
              (id, number, offset) -> CompletableFuture.completedFuture(null),
              ref -> new DatasetLookup.Answer.Ready(ref),
              () -> 0));
  private final MasterMeters meters = new MasterMeters(registry, journal, () -> 7, core);

  @Test
  void countsAttemptsByOutcomeAndLossesByReason() {
    story.running("a", one).submitted("waits");
    fold(new AttemptLost("a", 1, one, Reasons.UNHEARD));
    story.opened("a", 2).then(new Claimed("a", 2, one));
    fold(new HandedOver("a", 2, one, "words of a worker's own", 0));
    story.running("b", one);
    fold(new Succeeded("b", 1, one, Story.result()));

    assertThat(attempts("lost")).isEqualTo(1);
    assertThat(attempts("handed_over")).isEqualTo(1);
    assertThat(attempts("succeeded")).isEqualTo(1);
    assertThat(losses("unheard")).isEqualTo(1);
    assertThat(losses("other")).isEqualTo(1);
  }

  @Test
  void countsNothingThatDidNotCount() {
    story.running("a", one);

    fold(new AttemptLost("a", 1, new Owner("worker-1", 77), Reasons.UNHEARD));

    assertThat(attempts("lost")).isZero();
    assertThat(losses("unheard")).isZero();
  }

  @Test
  void showsTheQueueAndHowFarTheFoldIsBehind() {
    story.submitted("a").submitted("b").running("c", one);

    assertThat(registry.get(MetricNames.RUNS_QUEUED).gauge().value()).isEqualTo(2);
    assertThat(registry.get(MetricNames.RUNS_HANDED).gauge().value()).isEqualTo(1);
    assertThat(registry.get(MetricNames.JOURNAL_LAG).gauge().value()).isEqualTo(7);
    assertThat(registry.get(MetricNames.PROBE_GAPS).functionCounter().count()).isZero();
  }

  private void fold(JournalEvent event) {
    story.then(event);
    meters.folded(
        new Entry(story.book().offset(), Instant.EPOCH, event), story.verdict(), story.book());
  }

  private double attempts(String outcome) {
    return registry.counter(MetricNames.ATTEMPTS, MetricNames.OUTCOME, outcome).count();
  }

  private double losses(String reason) {
    return registry.counter(MetricNames.LOSSES, MetricNames.REASON, reason).count();
  }
}
