package io.trainyard.engine.checkpoint;

import io.trainyard.contract.codec.Json;
import io.trainyard.engine.archive.ArrayEntry;
import io.trainyard.engine.archive.InvalidArchiveException;
import io.trainyard.engine.archive.StoredZip;
import io.trainyard.engine.model.NetworkState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file of a checkpoint: a zip of four stored entries, in this order and no others: what it is
 * and how far it has come as JSON, parameters, updater state (both as in a model file), and the
 * SHA-256 of the three contents. The same checkpoint gives the same bytes. Any thread may call;
 * neither writing nor reading needs the maths library.
 */
public final class CheckpointFile {
  static final String HEAD = "checkpoint.json";
  static final String PARAMETERS = "coefficients.bin";
  static final String UPDATER = "updaterState.bin";
  static final String HASH = "sha256.txt";

  private CheckpointFile() {}

  /**
   * Writes the file and leaves the stream open.
   *
   * @throws InvalidCheckpointException when a number is NaN or infinite: no training can go on from
   *     it, and the one that it is of is about to say that it diverged; nothing has been written
   */
  public static void write(Checkpoint checkpoint, OutputStream to) throws IOException {
    NetworkState network = checkpoint.state().network();
    checkFinite(network);
    byte[] head = Json.bytes(CheckpointHead.of(checkpoint));
    MessageDigest digest = sha256();
    StoredZip zip = new StoredZip(to);
    add(zip, HEAD, digest, out -> out.write(head));
    add(zip, PARAMETERS, digest, out -> ArrayEntry.write(network.parameters(), out));
    add(zip, UPDATER, digest, out -> ArrayEntry.write(network.updater(), out));
    byte[] hash = HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
    zip.add(HASH, out -> out.write(hash));
    zip.finish();
  }

  /**
   * Reads a file from anywhere: no Java object is deserialized, no network built, and no array made
   * larger than the file is.
   *
   * @param size bytes of the file, at least; bounds what is taken into memory
   * @throws InvalidCheckpointException when it is no checkpoint, or not a whole one
   */
  public static Checkpoint read(InputStream from, long size) throws IOException {
    return new CheckpointReader(from, size).read();
  }

  /** Reads a file that is in memory. */
  public static Checkpoint read(byte[] file) {
    try {
      return read(new ByteArrayInputStream(file), file.length);
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be read", e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void add(
      StoredZip zip, String name, MessageDigest digest, StoredZip.Content content)
      throws IOException {
    content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    zip.add(name, content);
  }

  private static void checkFinite(NetworkState network) {
    try {
      ArrayEntry.checkFinite(PARAMETERS, network.parameters());
      ArrayEntry.checkFinite(UPDATER, network.updater());
    } catch (InvalidArchiveException e) {
      throw new InvalidCheckpointException(e.fault(), e);
    }
  }
}
