package io.trainyard.engine.kernel;

/**
 * The measures of one pass.
 *
 * @param items in the batch
 * @param steps of each sequence
 * @param inputs numbers in a step
 * @param units of the layer
 */
record LstmSize(int items, int steps, int inputs, int units) {
  /** Numbers in a step's gates: four to a unit. */
  int gates() {
    return 4 * units;
  }

  /** Rows of all steps together. */
  int rows() {
    return items * steps;
  }

  /** The largest array of a pass. */
  long largest() {
    return (long) items * (steps + 1) * Math.max(gates(), inputs);
  }
}
