package io.trainyard.engine.runtime;

import java.util.List;

/**
 * How this process does its maths.
 *
 * @param mathsThreads threads that ND4J and BLAS use
 * @param blas vendor of the BLAS
 * @param blasCore the processor kernels forced by OPENBLAS_CORETYPE, or "chosen by OpenBLAS"
 * @param oneDnn whether convolutions run in oneDNN
 * @param warnings what would make this process slow, a sentence each
 */
public record NativeReport(
    int mathsThreads, String blas, String blasCore, boolean oneDnn, List<String> warnings) {
  public NativeReport {
    warnings = List.copyOf(warnings);
  }
}
