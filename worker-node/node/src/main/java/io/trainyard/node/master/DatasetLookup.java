package io.trainyard.node.master;

/** Says whether a run's dataset is there. Answers at once. */
@FunctionalInterface
public interface DatasetLookup {

  /** What is known of the dataset of this name or id; asking may begin a look-up. */
  Answer ask(String ref);

  /** What is known of a dataset. */
  sealed interface Answer {
    /** It is there. */
    record Ready(String datasetId) implements Answer {}

    /** It is being looked for or stored. */
    record Pending(String reason) implements Answer {}

    /** It cannot be had just now. */
    record Missing(String reason) implements Answer {}
  }
}
