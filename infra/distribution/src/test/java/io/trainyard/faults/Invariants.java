package io.trainyard.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.run.Checkpoint;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.telemetry.Metric;
import io.trainyard.node.run.Counting;
import io.trainyard.node.run.Phase;
import io.trainyard.node.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What holds of every run after every fault, once the runs have ended: I1 to I8. */
final class Invariants {
  private static final Duration HISTORY = Duration.ofSeconds(60);

  private final FullYard yard;

  Invariants(FullYard yard) {
    this.yard = yard;
  }

  /** Of runs that were all answered 202 and have ended. */
  void hold(Collection<String> accepted) {
    accepted.forEach(this::holds);
    yard.awaitRest();
    nothingIsLeftBehind();
  }

  private void holds(String id) {
    Run run = yard.witness().run(id);
    RunView shown = yard.runs().find(id);
    assertThat(yard.witness().endings(id)).as("I1: terminal states of %s", id).isEqualTo(1);
    assertThat(shown.state()).as("I2: the master's word on %s", id).isEqualTo(run.state());
    await("I3: what counts of " + id)
        .atMost(HISTORY)
        .untilAsserted(() -> onlyWhatCounts(run, yard.runs().metrics(id).metrics()));
    stored(run);
    yard.witness().resumptions(id).forEach(Invariants::wentOnFromTheNewest);
    assertThat(shown.reason()).as("I7: why %s is as it is", id).isNotBlank();
  }

  /** I3: points of the journal's counting, each iteration once, the last epoch's included. */
  private static void onlyWhatCounts(Run run, List<Metric> points) {
    Counting counting = Counting.of(run);
    assertThat(points).allMatch(point -> counting.metric(point.attempt(), point.iteration()));
    List<Integer> epochs =
        points.stream().filter(point -> point instanceof Metric.Epoch).map(Metric::epoch).toList();
    assertThat(epochs).doesNotHaveDuplicates().isSorted();
    assertThat(points.stream().filter(point -> point instanceof Metric.Iteration))
        .extracting(Metric::iteration)
        .doesNotHaveDuplicates()
        .isSorted();
    if (run.phase() instanceof Phase.Succeeded succeeded) {
      assertThat(epochs).hasSize(succeeded.result().epochs());
    }
  }

  /** I4: from Cassandra, and its bytes have the name's hash. */
  private void stored(Run run) {
    if (run.phase() instanceof Phase.Succeeded succeeded) {
      yard.blobs().verify(succeeded.result().modelId());
    } else {
      run.resumable().map(Checkpoint::blobId).ifPresent(yard.blobs()::verify);
    }
  }

  /** I5: nothing was damaged, so the newest one verified. */
  private static void wentOnFromTheNewest(Witness.Resumption resumption) {
    assertThat(resumption.resumedFrom())
        .as("I5: %s", resumption)
        .isGreaterThanOrEqualTo(resumption.saved());
  }

  /** I6: without a declared gap, each point that counts was streamed, once. */
  void wasToldAll(StreamWatch stream, String id) {
    assertThat(stream.ended()).as("the stream of %s ends after the run", id).isTrue();
    if (stream.gaps() > 0) {
      return;
    }
    List<String> streamed =
        stream.points().stream()
            .filter(p -> Counting.of(yard.witness().run(id)).metric(p.attempt(), p.iteration()))
            .map(Invariants::name)
            .toList();
    List<String> stored = yard.runs().metrics(id).metrics().stream().map(Invariants::name).toList();
    assertThat(streamed).as("I6: points of %s", id).containsExactlyInAnyOrderElementsOf(stored);
  }

  private static String name(Metric point) {
    return point.getClass().getSimpleName()
        + " of attempt "
        + point.attempt()
        + " after iteration "
        + point.iteration();
  }

  /** I8: of the whole yard. */
  private void nothingIsLeftBehind() {
    assertThat(staged()).as("I8: temporary files").isEmpty();
    assertThat(yard.client().runs().list(RunQuery.all(500)).runs())
        .as("I7: no run stays without an end")
        .allMatch(run -> run.state().isTerminal() || run.state() == RunState.PAUSED);
  }

  private List<Path> staged() {
    try (Stream<Path> files = Files.walk(yard.yard().home().resolve("box-full"))) {
      return files
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> file.toString().contains("staging"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
