package io.trainyard.launcher.box.probe;

/** An OPTIONS frame of the native protocol, version 4, is answered with SUPPORTED. */
record CassandraProbe(String host, int port) implements Probe {
  private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};
  private static final int OPCODE = 4;
  private static final byte SUPPORTED = 6;

  @Override
  public boolean answers() {
    return Conversation.with(
        host,
        port,
        (in, out) -> {
          out.write(OPTIONS);
          byte[] header = in.readNBytes(OPTIONS.length);
          return header.length == OPTIONS.length && header[OPCODE] == SUPPORTED;
        });
  }
}
