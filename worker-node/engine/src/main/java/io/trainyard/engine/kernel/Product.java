package io.trainyard.engine.kernel;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Products of row-major float matrices by the BLAS that ND4J itself uses. */
final class Product {
  private Product() {}

  /**
   * c = a * transposed(b) + keep * c.
   *
   * @param a rows x inner
   * @param b columns x inner
   * @param c rows x columns
   * @param keep 0 to overwrite c, 1 to add to it
   */
  static void timesTransposed(
      int rows,
      int columns,
      int inner,
      FloatPointer a,
      FloatPointer b,
      float keep,
      FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        columns,
        inner,
        1f,
        a,
        inner,
        b,
        inner,
        keep,
        c,
        columns);
  }

  /** c = a * b, of rows x inner and inner x columns. */
  static void times(
      int rows, int columns, int inner, FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        columns,
        inner,
        1f,
        a,
        inner,
        b,
        columns,
        0f,
        c,
        columns);
  }

  /** c = transposed(a) * b, of inner x rows and inner x columns. */
  static void transposedTimes(
      int rows, int columns, int inner, FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        rows,
        columns,
        inner,
        1f,
        a,
        rows,
        b,
        columns,
        0f,
        c,
        columns);
  }
}
