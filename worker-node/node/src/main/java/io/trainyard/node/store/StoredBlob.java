package io.trainyard.node.store;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A blob as it is kept.
 *
 * @param id the SHA-256 of its raw bytes, in hex
 * @param bytes as stored; not to be written to
 */
public record StoredBlob(String id, BlobCodec codec, ByteBuffer bytes) {

  /** The raw bytes, known to be those the id names; empty when they are others. */
  public Optional<ByteBuffer> raw() {
    return codec.decode(bytes).filter(raw -> BlobBytes.sha256(raw).equals(id));
  }
}
