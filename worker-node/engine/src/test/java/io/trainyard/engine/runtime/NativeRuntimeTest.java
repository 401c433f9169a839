package io.trainyard.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeRuntimeTest {
  @Test
  void runsOnOneThreadWhenStartedAsDocumented() {
    NativeReport report = new NativeRuntime(System.getenv()).warmUp();

    assertThat(report.mathsThreads()).isEqualTo(1);
    assertThat(report.blas()).isEqualToIgnoringCase("openblas");
    assertThat(report.warnings()).noneMatch(warning -> warning.contains("OMP_NUM_THREADS"));
  }

  @Test
  void warnsWhenThreadsAreLeftToChance() {
    NativeReport report = new NativeRuntime(Map.of("OPENBLAS_CORETYPE", "Zen")).report();

    assertThat(report.warnings()).anyMatch(warning -> warning.startsWith("OMP_NUM_THREADS"));
    assertThat(report.blasCore()).isEqualTo("Zen");
  }
}
