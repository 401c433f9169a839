package io.trainyard.contract.dataset;

import java.util.List;

/**
 * One part of a dataset.
 *
 * @param items how many it holds
 * @param chunks ids of its blobs in order, each the SHA-256 of the raw chunk in hex
 */
public record DatasetSplit(long items, List<String> chunks) {
  public DatasetSplit {
    chunks = List.copyOf(chunks);
  }
}
