package io.trainyard.node.dataset;

import io.trainyard.engine.data.ItemSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Items to be stored as a dataset.
 *
 * @param test empty: some of the training items are held out for it
 * @param source where they came from, for people
 * @param warnings what was strange about them
 */
record IngestInput(
    ItemSource training,
    Optional<ItemSource> test,
    boolean synthetic,
    String source,
    List<String> warnings) {
  IngestInput {
    warnings = List.copyOf(warnings);
  }

  /** The classes by their numbers. */
  List<String> labels() {
    return IntStream.range(0, training.classes()).mapToObj(String::valueOf).toList();
  }
}
