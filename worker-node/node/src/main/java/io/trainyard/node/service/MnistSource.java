package io.trainyard.node.service;

/** Where MNIST may come from. */
public enum MnistSource {
  /** Folder, cache, then mirrors; never the synthetic digits. */
  AUTO,
  /** The built-in generator's digits, named {@code synthetic-digits}. */
  SYNTHETIC
}
