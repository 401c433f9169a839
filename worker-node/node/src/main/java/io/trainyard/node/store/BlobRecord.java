package io.trainyard.node.store;

import java.time.Instant;
import java.util.Map;

/**
 * A blob's manifest row. It is written last: a blob is there when its row is.
 *
 * @param id the SHA-256 of the raw bytes, in hex
 * @param parts how many rows hold the stored bytes
 * @param underReplicated whether a write of it was acknowledged by fewer nodes than keep it
 * @param attributes where it came from, for people and for the collector
 */
public record BlobRecord(
    String id,
    BlobKind kind,
    BlobCodec codec,
    long rawBytes,
    long storedBytes,
    int parts,
    boolean underReplicated,
    Instant storedAt,
    Map<String, String> attributes) {
  public BlobRecord {
    attributes = Map.copyOf(attributes);
  }

  BlobRecord marked() {
    return new BlobRecord(
        id, kind, codec, rawBytes, storedBytes, parts, true, storedAt, attributes);
  }

  BlobRecord at(Instant now, Map<String, String> newAttributes) {
    return new BlobRecord(
        id, kind, codec, rawBytes, storedBytes, parts, underReplicated, now, newAttributes);
  }
}
