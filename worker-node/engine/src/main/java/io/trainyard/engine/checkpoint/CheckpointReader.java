package io.trainyard.engine.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.engine.archive.ArrayEntry;
import io.trainyard.engine.archive.InvalidArchiveException;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.model.NetworkState;
import io.trainyard.engine.train.TrainingState;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Reads one checkpoint's file from front to back, trusting nothing in it. */
final class CheckpointReader {
  /** A thousand classes have a confusion matrix of a million numbers. */
  private static final int LARGEST_HEAD = 16 << 20;

  private static final int HASH_LENGTH = 64;

  private final ZipInputStream zip;
  private final long size;
  private final MessageDigest digest = CheckpointFile.sha256();

  CheckpointReader(InputStream from, long size) {
    this.zip = new ZipInputStream(from);
    this.size = size;
  }

  Checkpoint read() throws IOException {
    try {
      CheckpointHead head = head();
      int parameters = Math.toIntExact(layout(head).parameters());
      float[] coefficients = array(CheckpointFile.PARAMETERS, parameters);
      float[] updater = array(CheckpointFile.UPDATER, Math.multiplyExact(2, parameters));
      checkHash();
      return checkpoint(head, coefficients, updater);
    } catch (InvalidArchiveException e) {
      throw new InvalidCheckpointException(e.fault(), e);
    } catch (ZipException e) {
      throw new InvalidCheckpointException("is damaged: " + e.getMessage(), e);
    } catch (EOFException | UTFDataFormatException e) {
      throw new InvalidCheckpointException("ends too soon or has an array that is none", e);
    }
  }

  private CheckpointHead head() throws IOException {
    open(CheckpointFile.HEAD, LARGEST_HEAD);
    byte[] json = hashed().readNBytes(LARGEST_HEAD);
    try {
      CheckpointHead head = Json.readStrict(json, CheckpointHead.class);
      if (head == null) {
        throw new InvalidCheckpointException("has an empty " + CheckpointFile.HEAD);
      }
      if (head.format() != CheckpointHead.FORMAT) {
        throw new InvalidCheckpointException("is of format " + head.format());
      }
      return head;
    } catch (JacksonException e) {
      throw new InvalidCheckpointException("has a " + CheckpointFile.HEAD + " that is none", e);
    }
  }

  private static InputLayout layout(CheckpointHead head) {
    try {
      return head.provenance().layout();
    } catch (TrainyardException | IllegalArgumentException | ArithmeticException e) {
      throw new InvalidCheckpointException(
          "describes a network that cannot be: " + e.getMessage(), e);
    }
  }

  private float[] array(String name, int length) throws IOException {
    long bytes = ArrayEntry.bytes(length);
    long stated = open(name, Long.MAX_VALUE);
    if (stated != bytes || stated > size) {
      throw new InvalidCheckpointException(
          "has " + name + " of another size than its network's " + length + " numbers need");
    }
    return ArrayEntry.read(name, new BufferedInputStream(hashed(), 1 << 16), length);
  }

  private void checkHash() throws IOException {
    open(CheckpointFile.HASH, HASH_LENGTH);
    String stated = new String(zip.readNBytes(HASH_LENGTH), StandardCharsets.US_ASCII);
    if (!stated.equals(HexFormat.of().formatHex(digest.digest()))) {
      throw new InvalidCheckpointException("has other contents than its SHA-256 says");
    }
    if (zip.getNextEntry() != null) {
      throw new InvalidCheckpointException("has more entries than a checkpoint");
    }
  }

  /** The next entry, which must be this one; its size. */
  private long open(String name, long most) throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry == null || !entry.getName().equals(name)) {
      throw new InvalidCheckpointException("lacks its entry " + name + " in its place");
    }
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() < 0 || entry.getSize() > most) {
      throw new InvalidCheckpointException("has " + name + " deflated or too large");
    }
    return entry.getSize();
  }

  private InputStream hashed() {
    return new DigestInputStream(zip, digest);
  }

  private static Checkpoint checkpoint(CheckpointHead head, float[] parameters, float[] updater) {
    try {
      NetworkState network =
          new NetworkState(
              parameters,
              updater,
              Math.toIntExact(head.progress().iteration()),
              head.progress().epochsDone());
      return new Checkpoint(
          head.runId(),
          head.attempt(),
          head.provenance(),
          new TrainingState(network, head.progress()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidCheckpointException("contradicts itself: " + e.getMessage(), e);
    }
  }
}
