package io.trainyard.node.store;

import com.datastax.oss.driver.api.core.cql.Row;
import io.trainyard.node.store.ConsistencyLadder.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Puts a blob together from its parts, each checked. Blocking. Safe for use by any thread. */
final class BlobReading {
  private final BlobParts parts;
  private final BlobHealing healing;

  BlobReading(BlobParts parts, BlobHealing healing) {
    this.parts = parts;
    this.healing = healing;
  }

  /**
   * All stored bytes; throws CorruptBlobException when a part is wrong or missing.
   *
   * @param first the first window, asked for already
   */
  StoredBlob whole(BlobRecord blob, CompletionStage<Answer<List<Row>>> first) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(blob.storedBytes()));
    for (int from = 0; from < blob.parts(); from += BlobParts.WINDOW) {
      CompletionStage<Answer<List<Row>>> window = from == 0 ? first : parts.window(blob.id(), from);
      for (ByteBuffer part : checked(blob, from, CassandraSession.await(window))) {
        if (part.remaining() > bytes.remaining()) {
          throw new CorruptBlobException(blob.id(), "it is longer than its row says");
        }
        bytes.put(part);
      }
    }
    return new StoredBlob(blob.id(), blob.codec(), bytes.flip());
  }

  /** The parts of a window; a node that was away when they were written is not asked alone. */
  private List<ByteBuffer> checked(BlobRecord blob, int from, Answer<List<Row>> window) {
    return BlobParts.lacks(blob, from, window)
        ? BlobParts.checked(blob, from, parts.windowStrictly(blob.id(), from))
        : BlobParts.checked(blob, from, window.value());
  }

  /** Copies part by part, healing what is damaged before it goes out; the whole is checked last. */
  void copy(BlobRecord blob, OutputStream out) throws IOException {
    MessageDigest digest = BlobBytes.sha256();
    for (int from = 0; from < blob.parts(); from += BlobParts.WINDOW) {
      for (ByteBuffer part : healed(blob, from)) {
        digest.update(part.duplicate());
        out.write(BlobBytes.of(part));
      }
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(blob.id())) {
      healing.heal(blob);
      throw new CorruptBlobException(blob.id(), "its bytes had another hash; it is healed now");
    }
  }

  private List<ByteBuffer> healed(BlobRecord blob, int from) {
    try {
      return checked(blob, from, CassandraSession.await(parts.window(blob.id(), from)));
    } catch (CorruptBlobException e) {
      StoredBlob right = healing.heal(blob);
      return IntStream.range(from, Math.min(from + BlobParts.WINDOW, blob.parts()))
          .mapToObj(part -> BlobParts.slice(right.bytes(), part))
          .toList();
    }
  }
}
