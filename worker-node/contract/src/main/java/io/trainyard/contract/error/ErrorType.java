package io.trainyard.contract.error;

/** Whose turn it is when something goes wrong. */
public enum ErrorType {
  /** The caller can mend the request. */
  USER,
  /** Something has run out: disk, memory, slots. */
  RESOURCES,
  /** A service Trainyard depends on does not answer. */
  EXTERNAL,
  /** A fault of Trainyard's own. */
  INTERNAL
}
