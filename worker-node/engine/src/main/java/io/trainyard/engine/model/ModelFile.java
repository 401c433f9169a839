package io.trainyard.engine.model;

import io.trainyard.contract.codec.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file of a trained model: a zip that plain DL4J opens too, with the provenance beside. Arrays
 * are stored, not deflated: floats do not shrink, and deflating them takes half a second. The same
 * model gives the same bytes. Any thread may call.
 */
public final class ModelFile {
  static final String CONFIGURATION = "configuration.json";
  static final String COEFFICIENTS = "coefficients.bin";
  static final String UPDATER_STATE = "updaterState.bin";
  static final String PROVENANCE = "provenance.json";

  private ModelFile() {}

  public static void write(TrainedModel model, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(model, out);
    }
  }

  /** Writes the file and leaves the stream open. */
  public static void write(TrainedModel model, OutputStream to) throws IOException {
    NetworkState state = model.network().state();
    ZipOutputStream zip = new ZipOutputStream(to);
    byte[] configuration =
        model.network().stockConfigurationJson().getBytes(StandardCharsets.UTF_8);
    store(zip, CONFIGURATION, out -> out.write(configuration));
    store(zip, COEFFICIENTS, out -> ArrayEntry.write(state.parameters(), out));
    if (state.updater().length > 0) {
      store(zip, UPDATER_STATE, out -> ArrayEntry.write(state.updater(), out));
    }
    byte[] provenance = Json.bytes(model.provenance());
    store(zip, PROVENANCE, out -> out.write(provenance));
    zip.finish();
  }

  /**
   * Reads a file from anywhere: no Java object is deserialized and no class named in it is loaded;
   * the network is built anew from the checked provenance, and only bounded arrays of finite
   * numbers are taken over.
   *
   * @throws InvalidModelException when it is no model of ours
   */
  public static TrainedModel read(Path file) throws IOException {
    return new ModelFileReader(file).read();
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A stored entry states size and checksum before its bytes, so they are made twice. */
  private static void store(ZipOutputStream zip, String name, Content content) throws IOException {
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
