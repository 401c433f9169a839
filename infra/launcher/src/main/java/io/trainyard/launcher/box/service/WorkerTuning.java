package io.trainyard.launcher.box.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the JVM and the maths libraries of a node must be told before they start. One thread of
 * maths per worker: two of them are slower on small networks, a second worker is the better use of
 * a second core.
 *
 * @param cpuFlags what the processor can do, as Linux names it; empty where unknown
 */
public record WorkerTuning(Set<String> cpuFlags) {
  /** A forced core is not checked by OpenBLAS: without one of these it would die of SIGILL. */
  private static final Set<String> SKYLAKE_X =
      Set.of("avx512f", "avx512bw", "avx512dq", "avx512cd", "avx512vl");

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  public static WorkerTuning forThisMachine() {
    if (!Files.isReadable(CPU_INFO)) {
      return new WorkerTuning(Set.of());
    }
    try (var lines = Files.lines(CPU_INFO, US_ASCII)) {
      return new WorkerTuning(
          lines
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> (Set<String>) new HashSet<>(Arrays.asList(line.split("\\s+", -1))))
              .orElse(Set.of()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Read by native libraries when the process starts, so it cannot be set later. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("OMP_NUM_THREADS", "1");
    environment.put("OPENBLAS_NUM_THREADS", "1");
    if (cpuFlags.containsAll(SKYLAKE_X)) {
      environment.put("OPENBLAS_CORETYPE", "SkylakeX");
    }
    return environment;
  }

  /**
   * @param natives where the maths library unpacks itself, once for all nodes
   */
  List<String> workerFlags(Path natives) {
    return List.of(
        // A dataset is held in arrays of 5 MB. Born among the young they would be copied to the
        // old, and make a full collection of each loading, with all reads waiting for it.
        "-XX:PretenureSizeThreshold=2m",
        "-XX:NewSize=43m",
        "-Xms256m",
        "-Xmx640m",
        // What a node's classes take: at the default each of their steps is a full collection.
        "-XX:MetaspaceSize=96m",
        "-XX:MaxDirectMemorySize=256m",
        "-Dorg.bytedeco.javacpp.maxbytes=1536m",
        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
        "-Dorg.bytedeco.javacpp.cachedir=" + natives,
        "-Dorg.eclipse.deeplearning4j.helpers.disable=false");
  }

  /** The master only predicts and never learns. */
  List<String> masterFlags(Path natives) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:MetaspaceSize=96m",
        "-Xms96m",
        "-Xmx384m",
        "-XX:MaxDirectMemorySize=256m",
        "-Dorg.bytedeco.javacpp.maxbytes=512m",
        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
        "-Dorg.bytedeco.javacpp.cachedir=" + natives,
        "-Dorg.eclipse.deeplearning4j.helpers.disable=false");
  }
}
