package io.trainyard.node.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Hashes and views of bytes; the buffers' positions are left as they are. */
public final class BlobBytes {
  private BlobBytes() {}

  /** The SHA-256 in hex: a blob's name. */
  public static String sha256(ByteBuffer bytes) {
    MessageDigest digest = sha256();
    digest.update(bytes.duplicate());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A SHA-256 to be fed in steps. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /** A digest that every JDK has. */
  public static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }

  static int crc32c(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  /** The bytes as an array: the buffer's own where it is exactly that. */
  public static byte[] of(ByteBuffer bytes) {
    if (bytes.hasArray() && bytes.arrayOffset() == 0 && bytes.position() == 0) {
      byte[] own = bytes.array();
      if (own.length == bytes.remaining()) {
        return own;
      }
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }
}
