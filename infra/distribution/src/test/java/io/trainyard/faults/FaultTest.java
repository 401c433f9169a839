package io.trainyard.faults;

import static org.awaitility.Awaitility.await;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.TaskRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every fault's test begins and ends with: a yard at rest, and the invariants. */
abstract class FaultTest {
  final FullYard yard = FullYard.shared();
  private final List<String> accepted = new CopyOnWriteArrayList<>();

  @BeforeEach
  void begin() {
    yard.awaitRest();
  }

  @AfterEach
  void invariantsHold() {
    yard.processes().awaitAllUp();
    accepted.forEach(this::end);
    new Invariants(yard).hold(accepted);
  }

  /** Asks again while what failed is only coming back. */
  private void end(String run) {
    await()
        .atMost(FullYard.LONG)
        .ignoreExceptionsInstanceOf(TrainyardException.class)
        .until(() -> yard.runs().find(run).state().isTerminal() || yard.runs().cancel(run) != null);
    yard.ended(run);
  }

  /** Submits an MLP on the small digits. */
  String submit(TaskRequest task) {
    return noted(yard.submit(task));
  }

  /** The same under a key of the caller. */
  String submit(TaskRequest task, String key) {
    return noted(yard.runs().submit(ModelType.MLP, task, key).runId());
  }

  private String noted(String run) {
    if (!accepted.contains(run)) {
      accepted.add(run);
    }
    return run;
  }
}
