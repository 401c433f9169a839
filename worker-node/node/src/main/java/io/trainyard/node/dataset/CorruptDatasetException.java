package io.trainyard.node.dataset;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;

/** A chunk's or manifest's bytes are not the dataset's; trying again would end alike. Names it. */
public final class CorruptDatasetException extends TrainyardException {
  private static final long serialVersionUID = 1L;

  private final String chunkId;

  CorruptDatasetException(String split, int chunk, String chunkId, RuntimeException cause) {
    super(
        ErrorCode.INTERNAL,
        "Chunk %d of the %s split (%s) is damaged: %s"
            .formatted(chunk + 1, split, chunkId, cause.getMessage()),
        cause);
    this.chunkId = chunkId;
  }

  /** The manifest itself. */
  CorruptDatasetException(String datasetId, RuntimeException cause) {
    super(
        ErrorCode.INTERNAL,
        "The manifest of dataset %s is damaged: %s".formatted(datasetId, cause.getMessage()),
        cause);
    this.chunkId = datasetId;
  }

  /** The blob that is damaged. */
  public String chunkId() {
    return chunkId;
  }
}
