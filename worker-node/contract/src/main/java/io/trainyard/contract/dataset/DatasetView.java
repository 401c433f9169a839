package io.trainyard.contract.dataset;

import java.time.Instant;
import java.util.List;

/**
 * A dataset as REST tells it.
 *
 * @param name for people and {@code --dataset}
 * @param source where it came from: a folder, a mirror, an upload, "synthetic digits"
 * @param rawBytes of all chunks, unpacked
 * @param storedBytes of all chunks, as stored once
 * @param copies how many nodes hold each chunk; fewer than asked for while one is down
 * @param warnings what the ingest found strange and let pass
 */
public record DatasetView(
    String id,
    String name,
    String source,
    boolean synthetic,
    Instant storedAt,
    List<Integer> itemShape,
    int classes,
    List<String> labels,
    long trainingItems,
    long validationItems,
    long testItems,
    int chunks,
    long rawBytes,
    long storedBytes,
    int copies,
    List<String> warnings) {
  public DatasetView {
    itemShape = List.copyOf(itemShape);
    labels = List.copyOf(labels);
    warnings = List.copyOf(warnings);
  }

  /** The same dataset held by so many nodes. */
  public DatasetView withCopies(int held) {
    return new DatasetView(
        id,
        name,
        source,
        synthetic,
        storedAt,
        itemShape,
        classes,
        labels,
        trainingItems,
        validationItems,
        testItems,
        chunks,
        rawBytes,
        storedBytes,
        held,
        warnings);
  }
}
