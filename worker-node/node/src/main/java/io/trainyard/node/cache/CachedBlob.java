package io.trainyard.node.cache;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * A blob as it was read.
 *
 * @param raw its bytes, checked against its id; not to be written to
 * @param hit whether Redis had it
 * @param storedBytes how many it takes where it is stored
 * @param inRedis done once it is known whether Redis has it now; never fails
 */
public record CachedBlob(
    ByteBuffer raw, boolean hit, int storedBytes, CompletableFuture<Boolean> inRedis) {

  /** The same bytes with a position of their own. */
  CachedBlob copy() {
    return new CachedBlob(raw.duplicate(), hit, storedBytes, inRedis);
  }
}
