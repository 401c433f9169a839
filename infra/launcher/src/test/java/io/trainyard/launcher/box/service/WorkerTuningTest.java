package io.trainyard.launcher.box.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerTuningTest {
  @Test
  void forcesTheCoreOnlyWhereTheProcessorHasAllOfIt() {
    Set<String> all = Set.of("avx512f", "avx512bw", "avx512dq", "avx512cd", "avx512vl", "sse2");

    assertThat(new WorkerTuning(all).environment()).containsEntry("OPENBLAS_CORETYPE", "SkylakeX");
    assertThat(new WorkerTuning(Set.of("avx512f", "avx2")).environment())
        .doesNotContainKey("OPENBLAS_CORETYPE");
  }

  @Test
  void givesEachWorkerOneThreadOfMaths() {
    assertThat(new WorkerTuning(Set.of()).environment())
        .containsEntry("OMP_NUM_THREADS", "1")
        .containsEntry("OPENBLAS_NUM_THREADS", "1");
  }

  @Test
  void bearsChunksOfDataAmongTheOld() {
    assertThat(new WorkerTuning(Set.of()).workerFlags(Path.of("natives")))
        .contains("-XX:PretenureSizeThreshold=2m");
  }

  @Test
  void boundsMemoryInsideAndOutsideTheHeap() {
    assertThat(new WorkerTuning(Set.of()).workerFlags(Path.of("natives")))
        .anyMatch(flag -> flag.startsWith("-Xmx"))
        .anyMatch(flag -> flag.startsWith("-Dorg.bytedeco.javacpp.maxbytes="))
        .contains("-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
  }
}
