package io.trainyard.launcher.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.launcher.cli.TestYard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
  private final TestYard yard = new TestYard();

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void refusesAnUnknownModelBeforeItStartsAnything() {
    assertThat(yard.run("bench", "--models", "mlp,tree")).isEqualTo(2);

    assertThat(yard.err()).contains("\"tree\" is no model type");
    assertThat(yard.out()).doesNotContain("Starting");
  }

  @Test
  void keepsItsOutputForTheOneObject() {
    yard.refusing("/", ErrorCode.UNAUTHORIZED, "No.");

    assertThat(yard.run("bench", "--json")).isEqualTo(1);

    assertThat(yard.err()).contains("Starting the default box", "No.");
    assertThat(yard.out()).isEmpty();
  }
}
