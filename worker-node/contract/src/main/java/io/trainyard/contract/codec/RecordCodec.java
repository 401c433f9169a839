package io.trainyard.contract.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a value becomes a Kafka record: JSON under a header that says whose it is and in which
 * protocol. No Kafka type is named here, so that both ends can share it.
 */
public final class RecordCodec {
  /** The record header; its value is the protocol's major version in ASCII. */
  public static final String HEADER = "trainyard";

  public static final int PROTOCOL = 1;

  private RecordCodec() {}

  public static byte[] headerValue() {
    return Integer.toString(PROTOCOL).getBytes(StandardCharsets.US_ASCII);
  }

  /** What a record turned out to be. */
  public sealed interface Decoded<T> {
    record Ours<T>(T value) implements Decoded<T> {}

    /** Without our header: to be counted and skipped. */
    record Foreign<T>() implements Decoded<T> {}

    /** Ours, but not to be understood by this version. */
    record Unreadable<T>(String why) implements Decoded<T> {}
  }

  /** Decodes a record's value, given what its {@link #HEADER} holds (null without one). */
  public static <T> Decoded<T> decode(
      byte @Nullable [] header, byte @Nullable [] value, Class<T> type) {
    if (header == null) {
      return new Decoded.Foreign<>();
    }
    String version = new String(header, StandardCharsets.US_ASCII);
    if (!version.equals(Integer.toString(PROTOCOL))) {
      return new Decoded.Unreadable<>("protocol " + version + ", this node speaks " + PROTOCOL);
    }
    if (value == null) {
      return new Decoded.Unreadable<>("a record of ours without a value");
    }
    try {
      return new Decoded.Ours<>(Json.read(value, type));
    } catch (IOException e) {
      return new Decoded.Unreadable<>("not a " + type.getSimpleName() + " that this node knows");
    }
  }
}
