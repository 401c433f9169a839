package io.trainyard.launcher.box.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.launcher.box.process.ProcessIdentity;
import io.trainyard.launcher.box.supervise.Phase;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StatusWatchTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Revision revision = new Revision();
  private volatile Phase phase = Phase.STARTING;

  @SuppressWarnings("NullAway.Init")
  private TrainyardHome home;

  @SuppressWarnings("NullAway.Init")
  private ControlServer server;

  @SuppressWarnings("NullAway.Init")
  private StatusWatch watch;

  @BeforeEach
  void serve(@TempDir Path folder) throws IOException {
    home = TrainyardHome.open(folder);
    server = new ControlServer(home.token(), this::status, revision, () -> {});
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    new SupervisorFile(self, server.port()).write(home.supervisorFile());
    watch = new ControlClient(home).watch();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsWhatHoldsAndThenEachChange() throws Exception {
    assertThat(watch.next(LONG).orElseThrow().phase()).isEqualTo(Phase.STARTING);

    CompletableFuture<Optional<BoxStatus>> next = later();
    change(Phase.READY);

    assertThat(next.get(5, TimeUnit.SECONDS).orElseThrow().phase()).isEqualTo(Phase.READY);
  }

  @Test
  void missesNoChangeBetweenTwoLooks() throws Exception {
    watch.next(LONG);
    change(Phase.READY);

    assertThat(later().get(5, TimeUnit.SECONDS).orElseThrow().phase()).isEqualTo(Phase.READY);
  }

  @Test
  void answersWithoutNewsOnceTheWaitIsOver() throws Exception {
    watch.next(LONG);

    assertThat(watch.next(Duration.ofSeconds(1)).orElseThrow().phase()).isEqualTo(Phase.STARTING);
  }

  @Test
  void whoWaitsKeepsNobodyElseOut() throws Exception {
    watch.next(LONG);
    CompletableFuture<Optional<BoxStatus>> waiting = later();

    assertThat(new ControlClient(home).status()).isPresent();

    assertThat(waiting).isNotDone();
    change(Phase.STOPPED);
    assertThat(waiting.get(5, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void endsWithTheSupervisor() throws Exception {
    watch.next(LONG);
    CompletableFuture<Optional<BoxStatus>> next = later();

    server.close();

    assertThat(next.get(10, TimeUnit.SECONDS)).isEmpty();
  }

  private CompletableFuture<Optional<BoxStatus>> later() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return watch.next(LONG);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private void change(Phase to) {
    phase = to;
    revision.advance();
  }

  private BoxStatus status() {
    return new BoxStatus(phase, "default", 2, 1, 1, List.of(), Map.of(), null, null, List.of());
  }
}
