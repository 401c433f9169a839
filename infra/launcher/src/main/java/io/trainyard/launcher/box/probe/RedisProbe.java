package io.trainyard.launcher.box.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** {@code PING} is answered with {@code PONG}. */
record RedisProbe(String host, int port) implements Probe {
  private static final byte[] PING = "PING\r\n".getBytes(US_ASCII);
  private static final byte[] PONG = "+PONG".getBytes(US_ASCII);

  @Override
  public boolean answers() {
    return Conversation.with(
        host,
        port,
        (in, out) -> {
          out.write(PING);
          return Arrays.equals(in.readNBytes(PONG.length), PONG);
        });
  }
}
