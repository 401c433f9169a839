package io.trainyard.launcher.box.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A Metadata request, version 8, is answered with a list of brokers that holds this one: a broker
 * is listed once the controller has admitted it, which is later than its socket opens.
 */
record KafkaProbe(String host, int port, int brokerId) implements Probe {
  private static final int METADATA = 3;
  private static final int VERSION = 8;
  private static final int CORRELATION = 77;
  private static final String CLIENT = "trainyard-probe";
  private static final int LONGEST_ANSWER = 1 << 20;

  @Override
  public boolean answers() {
    return Conversation.with(
        host,
        port,
        (in, out) -> {
          byte[] request = request();
          out.writeInt(request.length);
          out.write(request);
          return isListed(in);
        });
  }

  /** Header version 1, then: no topics, and three times no. */
  private static byte[] request() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(METADATA);
    out.writeShort(VERSION);
    out.writeInt(CORRELATION);
    out.writeShort(CLIENT.length());
    out.write(CLIENT.getBytes(US_ASCII));
    out.writeInt(0);
    out.writeBoolean(false);
    out.writeBoolean(false);
    out.writeBoolean(false);
    return bytes.toByteArray();
  }

  private boolean isListed(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length > LONGEST_ANSWER || in.readInt() != CORRELATION) {
      return false;
    }
    in.readInt(); // throttle time
    boolean listed = false;
    for (int brokers = in.readInt(); brokers > 0; brokers--) {
      listed |= in.readInt() == brokerId;
      skipText(in);
      in.readInt(); // port
      skipText(in); // rack
    }
    return listed;
  }

  private static void skipText(DataInputStream in) throws IOException {
    int length = in.readShort();
    if (length > 0) {
      in.skipNBytes(length);
    }
  }
}
