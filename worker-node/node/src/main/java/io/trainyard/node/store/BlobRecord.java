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

  /** Since when nothing has named it, as the collector noticed; a put() forgets it. */
  static final String UNNAMED_SINCE = "unnamed_since";

  /** Since when it is known that no replica has its bytes right; a put() writes them anew. */
  static final String DAMAGED_SINCE = "damaged_since";

  /** Whether its bytes can be relied on as they are: right, everywhere, not about to be swept. */
  boolean settled() {
    return !underReplicated && !damaged() && !attributes.containsKey(UNNAMED_SINCE);
  }

  /** Whether it was found that no replica has its bytes right. */
  public boolean damaged() {
    return attributes.containsKey(DAMAGED_SINCE);
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
