package io.trainyard.engine.idx;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One whole IDX file, its length checked against its head, open for reads at any position from any
 * thread. A gzip file, known by its first two bytes, is unpacked beside: to the byte that its head
 * declares and no further, so that a gzip bomb costs nothing. Closing deletes what was unpacked.
 */
final class IdxFile implements AutoCloseable {
  private static final int COPY_BYTES = 1 << 16;

  private final IdxHeader header;
  private final FileChannel channel;
  private final @Nullable Path staged;

  private IdxFile(IdxHeader header, FileChannel channel, @Nullable Path staged) {
    this.header = header;
    this.channel = channel;
    this.staged = staged;
  }

  static IdxFile open(FileRole role, Path file, Path stagingDir, Limits limits) throws IOException {
    return isGzip(file)
        ? openPacked(role, file, stagingDir, limits)
        : openPlain(role, file, limits);
  }

  IdxHeader header() {
    return header;
  }

  /**
   * Fills the buffer's remaining bytes from the data behind the head.
   *
   * @param offset in bytes, 0 is the first item's first
   */
  void read(long offset, ByteBuffer into) throws IOException {
    long position = header.bytes() + offset;
    while (into.hasRemaining()) {
      int read = channel.read(into, position);
      if (read < 0) {
        throw new EOFException("the " + header.role().words() + " file was cut while being read");
      }
      position += read;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (staged != null) {
      Files.deleteIfExists(staged);
    }
  }

  private static IdxFile openPlain(FileRole role, Path file, Limits limits) throws IOException {
    IdxHeader header;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      header = IdxHeader.read(role, in);
    }
    checkLimit(header, limits);
    long size = Files.size(file);
    if (size < header.fileBytes()) {
      throw truncated(header, size);
    }
    if (size > header.fileBytes()) {
      throw trailing(header);
    }
    return new IdxFile(header, FileChannel.open(file, StandardOpenOption.READ), null);
  }

  private static IdxFile openPacked(FileRole role, Path file, Path stagingDir, Limits limits)
      throws IOException {
    Path staged = Files.createTempFile(stagingDir, "idx-", ".staged");
    try {
      IdxHeader header = unpack(role, file, staged, limits);
      return new IdxFile(header, FileChannel.open(staged, StandardOpenOption.READ), staged);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(staged);
      throw e;
    }
  }

  private static IdxHeader unpack(FileRole role, Path file, Path staged, Limits limits)
      throws IOException {
    CountingInput counted = null;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        CountingInput in = new CountingInput(new GZIPInputStream(raw, COPY_BYTES));
        OutputStream out = Files.newOutputStream(staged)) {
      counted = in;
      IdxHeader header = IdxHeader.read(role, in);
      checkLimit(header, limits);
      out.write(new byte[header.bytes()]);
      copy(header, in, out);
      return header;
    } catch (ZipException | EOFException e) {
      throw new InvalidDatasetException(
          role,
          counted == null ? 0 : counted.count(),
          "cannot be unpacked: its gzip data is damaged or cut off");
    }
  }

  private static void copy(IdxHeader header, CountingInput in, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[COPY_BYTES];
    while (in.count() < header.fileBytes()) {
      int wanted = (int) Math.min(buffer.length, header.fileBytes() - in.count());
      int read = in.read(buffer, 0, wanted);
      if (read < 0) {
        throw truncated(header, in.count());
      }
      out.write(buffer, 0, read);
    }
    if (in.read() >= 0) {
      throw trailing(header);
    }
  }

  private static void checkLimit(IdxHeader header, Limits limits) {
    if (header.fileBytes() > limits.mostBytes()) {
      throw new InvalidDatasetException(
          header.role(),
          4,
          "declares "
              + header.fileBytes()
              + " bytes, more than the limit of "
              + limits.mostBytes());
    }
  }

  private static InvalidDatasetException truncated(IdxHeader header, long size) {
    return new InvalidDatasetException(
        header.role(),
        size,
        "is cut off: its head declares " + header.fileBytes() + " bytes, but it ends at " + size);
  }

  private static InvalidDatasetException trailing(IdxHeader header) {
    return new InvalidDatasetException(
        header.role(),
        header.fileBytes(),
        "goes on after its last item, at byte " + header.fileBytes());
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(2);
      return magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
    }
  }
}
