package io.trainyard.node.store;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.Optional;

/** How a blob's bytes are kept. */
public enum BlobCodec {
  /** As they are. */
  NONE {
    @Override
    ByteBuffer encode(ByteBuffer raw) {
      return raw.asReadOnlyBuffer();
    }

    @Override
    Optional<ByteBuffer> decode(ByteBuffer stored) {
      return Optional.of(stored.asReadOnlyBuffer());
    }
  },
  /** One zstd frame that names its content's size. */
  ZSTD {
    @Override
    ByteBuffer encode(ByteBuffer raw) {
      byte[] from = BlobBytes.of(raw);
      return ByteBuffer.wrap(Zstd.compress(from, LEVEL));
    }

    @Override
    Optional<ByteBuffer> decode(ByteBuffer stored) {
      byte[] from = BlobBytes.of(stored);
      long size = Zstd.getFrameContentSize(from, 0, from.length, false);
      if (size < 0 || size > LARGEST_RAW) {
        return Optional.empty();
      }
      byte[] raw = new byte[(int) size];
      long read = Zstd.decompressByteArray(raw, 0, raw.length, from, 0, from.length);
      return Zstd.isError(read) || read != size
          ? Optional.empty()
          : Optional.of(ByteBuffer.wrap(raw));
    }
  };

  /** zstd's default; higher ones take longer to write and gain little on pictures. */
  private static final int LEVEL = 3;

  /** A damaged or hostile frame may claim any size; no compressed blob of ours is larger. */
  static final int LARGEST_RAW = 16 << 20;

  abstract ByteBuffer encode(ByteBuffer raw);

  /** The raw bytes; empty when the stored ones are no such thing. */
  abstract Optional<ByteBuffer> decode(ByteBuffer stored);
}
