package io.trainyard.launcher.box.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A node serves when it answers a query in the native protocol, version 4, and knows its peers: two
 * nodes that never met would each take the other's data for missing.
 *
 * @param peers how many other nodes the ring has
 */
record CassandraProbe(String host, int port, int peers) implements Probe {
  private static final byte REQUEST = 4;
  private static final byte STARTUP = 1;
  private static final byte READY = 2;
  private static final byte QUERY = 7;
  private static final byte RESULT = 8;
  private static final int ROWS = 2;
  private static final int ONE_TABLE = 1;
  private static final int CONSISTENCY_ONE = 1;
  private static final String PEERS = "SELECT peer FROM system.peers_v2";

  @Override
  public boolean answers() {
    return Conversation.with(
        host,
        port,
        (in, out) -> {
          send(out, STARTUP, startup());
          if (opcode(in) != READY) {
            return false;
          }
          send(out, QUERY, query());
          return opcode(in) == RESULT && rows(in) >= peers;
        });
  }

  private static void send(DataOutputStream out, byte opcode, byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream frame = new DataOutputStream(bytes);
    frame.writeByte(REQUEST);
    frame.writeByte(0);
    frame.writeShort(0); // stream
    frame.writeByte(opcode);
    frame.writeInt(body.length);
    frame.write(body);
    out.write(bytes.toByteArray());
  }

  private static byte[] startup() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(1);
    out.writeUTF("CQL_VERSION");
    out.writeUTF("3.0.0");
    return bytes.toByteArray();
  }

  private static byte[] query() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    byte[] text = PEERS.getBytes(UTF_8);
    out.writeInt(text.length);
    out.write(text);
    out.writeShort(CONSISTENCY_ONE);
    out.writeByte(0);
    return bytes.toByteArray();
  }

  /** Leaves the stream at the answer's body. */
  private static byte opcode(DataInputStream in) throws IOException {
    in.skipNBytes(4);
    byte opcode = in.readByte();
    int length = in.readInt();
    if (opcode == READY && length > 0) {
      in.skipNBytes(length);
    }
    return opcode;
  }

  private static int rows(DataInputStream in) throws IOException {
    if (in.readInt() != ROWS || in.readInt() != ONE_TABLE || in.readInt() != 1) {
      return -1;
    }
    in.readUTF(); // keyspace
    in.readUTF(); // table
    in.readUTF(); // column
    in.readShort(); // its type
    return in.readInt();
  }
}
