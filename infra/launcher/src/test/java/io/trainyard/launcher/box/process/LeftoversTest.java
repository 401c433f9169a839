package io.trainyard.launcher.box.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private final Leftovers leftovers = new Leftovers(Duration.ofMillis(500));

  @SuppressWarnings("NullAway.Init")
  private Process process;

  @TempDir Path folder;

  @BeforeEach
  void startSomething() throws Exception {
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void endIt() {
    process.destroyForcibly();
  }

  @Test
  void endsAProcessThatTheLedgerNoted() throws Exception {
    Path file = folder.resolve("processes.json");
    new ProcessLedger(file).started("redis", process.pid());

    assertThat(leftovers.end(ProcessLedger.read(file))).isEqualTo(1);

    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void sparesAnotherProcessThatGotTheSameNumber() throws Exception {
    ProcessIdentity earlier = new ProcessIdentity(process.pid(), "another start");

    assertThat(leftovers.end(List.of(earlier))).isZero();

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void killsWhatDoesNotListen() throws Exception {
    Process deaf =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; sleep 60 & wait; wait").start();
    assertThat(deaf.inputReader().readLine()).isEqualTo("deaf");

    leftovers.end(List.of(ProcessIdentity.of(deaf.pid()).orElseThrow()));

    assertThat(deaf.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(deaf.exitValue()).isEqualTo(137);
  }

  @Test
  void forgetsWhatHasEnded() throws Exception {
    Path file = folder.resolve("processes.json");
    ProcessLedger ledger = new ProcessLedger(file);
    ledger.started("redis", process.pid());

    ledger.ended("redis");

    assertThat(ProcessLedger.read(file)).isEmpty();
    assertThat(ProcessLedger.read(folder.resolve("none"))).isEmpty();
  }
}
