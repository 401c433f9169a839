package io.trainyard.engine.archive;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * One row of floats as ND4J writes it: a buffer of shape information, then one of values, each with
 * its mode, length and type before it; numbers are big-endian. Read without ND4J, to the length
 * that is expected and no further.
 */
public final class ArrayEntry {
  private static final String MODE = "MIXED_DATA_TYPES";

  /** ND4J's flags of a float array. */
  private static final long FLOAT_FLAGS = 8192;

  private static final int RANK = 2;
  private static final int SHAPE_LENGTH = 2 * RANK + 4;
  private static final int BLOCK = 1 << 14;

  private ArrayEntry() {}

  public static void write(float[] values, OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeUTF(MODE);
    out.writeLong(SHAPE_LENGTH);
    out.writeUTF("LONG");
    for (long number : shapeInformation(values.length)) {
      out.writeLong(number);
    }
    out.writeUTF(MODE);
    out.writeLong(values.length);
    out.writeUTF("FLOAT");
    ByteBuffer block = ByteBuffer.allocate(BLOCK * Float.BYTES);
    for (int first = 0; first < values.length; first += BLOCK) {
      int length = Math.min(BLOCK, values.length - first);
      block.clear().asFloatBuffer().put(values, first, length);
      out.write(block.array(), 0, length * Float.BYTES);
    }
    out.flush();
  }

  /** What {@link #write} writes for so many values. */
  public static long bytes(long values) {
    long head = 2L + MODE.length() + 8 + 2 + "LONG".length() + 8L * SHAPE_LENGTH;
    return head + 2 + MODE.length() + 8 + 2 + "FLOAT".length() + values * Float.BYTES;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param entry its name, for the error's words
   * @param expected how many values it must hold
   * @throws InvalidArchiveException when it holds another number, another type, or NaN
   * @throws java.io.EOFException when it ends too soon
   */
  public static float[] read(String entry, InputStream from, int expected) throws IOException {
    DataInputStream in = new DataInputStream(from);
    expect(entry, "shape", in, SHAPE_LENGTH, "LONG");
    long[] wanted = shapeInformation(expected);
    long[] shape = new long[SHAPE_LENGTH];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = in.readLong();
    }
    for (int i = 0; i <= RANK; i++) {
      if (shape[i] != wanted[i]) {
        throw new InvalidArchiveException(
            "has " + entry + " of another shape than its network's 1x" + expected);
      }
    }
    expect(entry, "number or type of values", in, expected, "FLOAT");
    float[] values = new float[expected];
    ByteBuffer block = ByteBuffer.allocate(BLOCK * Float.BYTES);
    for (int first = 0; first < expected; first += BLOCK) {
      int length = Math.min(BLOCK, expected - first);
      in.readFully(block.array(), 0, length * Float.BYTES);
      block.clear().asFloatBuffer().get(values, first, length);
    }
    checkFinite(entry, values);
    if (in.read() >= 0) {
      throw new InvalidArchiveException("goes on after the values of " + entry);
    }
    return values;
  }

  private static void expect(
      String entry, String what, DataInputStream in, long length, String type) throws IOException {
    in.readUTF(); // how ND4J happened to allocate it
    long actual = in.readLong();
    String actualType = in.readUTF();
    if (actual != length || !actualType.equals(type)) {
      throw new InvalidArchiveException(
          "has " + entry + " with a " + what + " that is not the network's");
    }
  }

  private static long[] shapeInformation(long length) {
    return new long[] {RANK, 1, length, 1, 1, FLOAT_FLAGS, 1, 'c'};
  }

  /**
   * Makes sure that all numbers are finite.
   *
   * @throws InvalidArchiveException when one is not
   */
  public static void checkFinite(String entry, float[] values) throws InvalidArchiveException {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InvalidArchiveException("has a NaN or infinite number in " + entry);
      }
    }
  }
}
