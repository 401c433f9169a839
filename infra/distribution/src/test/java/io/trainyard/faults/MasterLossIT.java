package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.TaskRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** T9: the master is killed while it takes submissions, hands runs out and looks on. */
class MasterLossIT extends FaultTest {
  private static final int SUBMISSIONS = 8;
  private static final TaskRequest SHORT = FullYard.brief();

  @Test
  void aRunGoesOnWithoutTheMasterAndIsFoundAsItIsAfterwards() {
    Measured measured = new Measured("T9 mid-run");
    String run = submit(FullYard.task(40));
    RunView before = yard.midEpoch(run);

    long moment = Measured.now();
    yard.processes().kill("master-1");

    RunView after = yard.until(run, view -> isFurther(view, before), FullYard.LONG);
    measured.say("the master tells of the run's next checkpoint after", Measured.since(moment));
    assertThat(after.attempts()).hasSize(1);
    assertThat(after.worker()).isEqualTo(before.worker());
    assertThat(after.since()).isEqualTo(before.since());
    assertThat(after.losses()).isZero();
  }

  private static boolean isFurther(RunView now, RunView before) {
    return now.checkpoint() != null
        && now.checkpoint().iteration() > Objects.requireNonNull(before.checkpoint()).iteration();
  }

  @Test
  void noSubmissionIsLostOrDoubled() throws InterruptedException {
    Measured measured = new Measured("T9 mid-submit, mid-dispatch");
    String salt = "master-" + System.nanoTime() + "-";
    List<String> keys = IntStream.range(0, SUBMISSIONS).mapToObj(i -> salt + i).toList();
    Map<String, String> answered = new ConcurrentHashMap<>();
    ExecutorService people = Executors.newFixedThreadPool(2);
    try {
      keys.forEach(key -> people.execute(() -> answered.put(key, submit(SHORT, key))));
      // The next ones are under way, and the first ones are being handed out.
      await().atMost(FullYard.LONG).until(() -> answered.size() >= 2);
      yard.processes().kill("master-1");
    } finally {
      people.shutdown();
      assertThat(people.awaitTermination(4, TimeUnit.MINUTES)).isTrue();
    }
    measured.say("answered before or in spite of it", answered.size() + " of " + SUBMISSIONS);

    Map<String, String> runs = new ConcurrentHashMap<>();
    keys.forEach(key -> runs.put(key, again(key)));
    assertThat(runs).containsAllEntriesOf(answered);
    assertThat(runs.values()).doesNotHaveDuplicates();
    runs.values().forEach(run -> assertThat(yard.ended(run).state()).isEqualTo(RunState.SUCCEEDED));
  }

  /** Asks until the master is back. */
  private String again(String key) {
    return await()
        .atMost(FullYard.LONG)
        .ignoreExceptionsInstanceOf(TrainyardException.class)
        .until(() -> submit(SHORT, key), Objects::nonNull);
  }
}
