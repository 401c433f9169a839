package io.trainyard.engine.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip whose entries are stored, not deflated: floats do not shrink, and deflating them
 * takes half a second. Carries no time, so the same content gives the same bytes. Used by one
 * thread.
 */
public final class StoredZip {
  private final ZipOutputStream zip;

  /**
   * @param to stays open
   */
  public StoredZip(OutputStream to) {
    this.zip = new ZipOutputStream(to);
  }

  /** What an entry holds; asked for twice, and must be the same both times. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Adds an entry. It states size and checksum before its bytes, so they are made twice. */
  public void add(String name, Content content) throws IOException {
    CountingOutput count = new CountingOutput();
    CheckedOutputStream checked = new CheckedOutputStream(count, new CRC32());
    content.writeTo(checked);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(count.bytes());
    entry.setCompressedSize(count.bytes());
    entry.setCrc(checked.getChecksum().getValue());
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /** Writes the directory at the end. */
  public void finish() throws IOException {
    zip.finish();
  }

  private static final class CountingOutput extends OutputStream {
    private long bytes;

    long bytes() {
      return bytes;
    }

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
    }
  }
}
