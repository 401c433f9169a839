package io.trainyard.engine.model;

import io.trainyard.contract.codec.Json;
import io.trainyard.engine.archive.ArrayEntry;
import io.trainyard.engine.archive.StoredZip;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of a trained model: a zip that plain DL4J opens too, with the provenance beside. Arrays
 * are stored, not deflated. The same model gives the same bytes. Any thread may call.
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
    StoredZip zip = new StoredZip(to);
    byte[] configuration =
        model.network().stockConfigurationJson().getBytes(StandardCharsets.UTF_8);
    zip.add(CONFIGURATION, out -> out.write(configuration));
    zip.add(COEFFICIENTS, out -> ArrayEntry.write(state.parameters(), out));
    if (state.updater().length > 0) {
      zip.add(UPDATER_STATE, out -> ArrayEntry.write(state.updater(), out));
    }
    byte[] provenance = Json.bytes(model.provenance());
    zip.add(PROVENANCE, out -> out.write(provenance));
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
}
