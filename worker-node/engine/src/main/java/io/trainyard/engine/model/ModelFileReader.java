package io.trainyard.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.engine.archive.ArrayEntry;
import io.trainyard.engine.archive.InvalidArchiveException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads one model file, trusting nothing in it. */
final class ModelFileReader {
  private static final int LARGEST_JSON = 1 << 20;
  private static final int MOST_ENTRIES = 4;
  private static final Set<String> KNOWN =
      Set.of(
          ModelFile.CONFIGURATION,
          ModelFile.COEFFICIENTS,
          ModelFile.UPDATER_STATE,
          ModelFile.PROVENANCE);

  private final Path file;

  ModelFileReader(Path file) {
    this.file = file;
  }

  TrainedModel read() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      checkEntries(zip);
      return read(zip);
    } catch (ZipException e) {
      throw new InvalidModelException("is no zip, or a damaged one", e);
    } catch (InvalidArchiveException e) {
      throw new InvalidModelException(e.fault(), e);
    } catch (EOFException | UTFDataFormatException e) {
      throw new InvalidModelException("has an array that is none", e);
    }
  }

  private static TrainedModel read(ZipFile zip) throws IOException {
    Provenance provenance = provenance(zip);
    InputLayout layout = layout(provenance);
    int parameters = Math.toIntExact(layout.parameters());
    checkClasses(configuration(zip), layout, provenance);
    float[] coefficients = array(zip, ModelFile.COEFFICIENTS, parameters);
    float[] updater =
        zip.getEntry(ModelFile.UPDATER_STATE) == null
            ? new float[0]
            : array(zip, ModelFile.UPDATER_STATE, Math.multiplyExact(2, parameters));
    Network network =
        Network.initialise(
            layout,
            provenance.hyperparameters().learningRate(),
            provenance.hyperparameters().seed());
    network.restore(
        new NetworkState(coefficients, updater, provenance.iterations(), provenance.epochs()));
    return new TrainedModel(network, provenance);
  }

  private static void checkEntries(ZipFile zip) {
    List<String> names = zip.stream().limit(MOST_ENTRIES + 1).map(ZipEntry::getName).toList();
    for (String name : names) {
      if (!KNOWN.contains(name)) {
        throw new InvalidModelException(
            "has an entry that no model has, \"" + Words.printable(name) + "\"");
      }
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw new InvalidModelException("has an entry twice");
    }
    for (String name :
        List.of(ModelFile.PROVENANCE, ModelFile.CONFIGURATION, ModelFile.COEFFICIENTS)) {
      if (!names.contains(name)) {
        throw new InvalidModelException("lacks its entry " + name);
      }
    }
  }

  private static Provenance provenance(ZipFile zip) throws IOException {
    byte[] json = text(zip, ModelFile.PROVENANCE);
    try {
      Provenance provenance = Json.readStrict(json, Provenance.class);
      if (provenance.iterations() < 0 || provenance.epochs() < 0) {
        throw new InvalidModelException("counts fewer than no iterations");
      }
      return provenance;
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new InvalidModelException("has a provenance that cannot be read", e);
    }
  }

  private static InputLayout layout(Provenance provenance) {
    try {
      return provenance.layout();
    } catch (TrainyardException | IllegalArgumentException | ArithmeticException e) {
      throw new InvalidModelException("describes a network that cannot be: " + e.getMessage(), e);
    }
  }

  private static JsonNode configuration(ZipFile zip) throws IOException {
    try {
      return Json.tree(text(zip, ModelFile.CONFIGURATION));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new InvalidModelException("has a configuration that cannot be read", e);
    }
  }

  /** The file's configuration is never built from; but one that names other classes is refused. */
  private static void checkClasses(
      JsonNode configuration, InputLayout layout, Provenance provenance) throws IOException {
    String own =
        NetworkConfiguration.of(
                layout,
                provenance.hyperparameters().learningRate(),
                provenance.hyperparameters().seed())
            .toJson();
    Set<String> known = classes(Json.tree(own.getBytes(StandardCharsets.UTF_8)));
    for (String named : classes(configuration)) {
      if (!known.contains(named)) {
        throw new InvalidModelException(
            "names a class that its network does not have, \"" + Words.printable(named) + "\"");
      }
    }
  }

  private static Set<String> classes(JsonNode configuration) {
    Set<String> classes = new HashSet<>();
    collect(configuration, classes);
    return classes;
  }

  private static void collect(JsonNode node, Set<String> classes) {
    JsonNode named = node.get("@class");
    if (named != null) {
      classes.add(named.asText());
    }
    node.forEach(child -> collect(child, classes));
  }

  private static byte[] text(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      byte[] text = in.readNBytes(LARGEST_JSON + 1);
      if (text.length > LARGEST_JSON) {
        throw new InvalidModelException(
            "has a " + name + " of more than " + LARGEST_JSON + " bytes");
      }
      return text;
    }
  }

  private static float[] array(ZipFile zip, String name, int length) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry.getSize() != ArrayEntry.bytes(length)) {
      throw new InvalidModelException(
          "has " + name + " of another size than its network's " + length + " numbers need");
    }
    try (InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16)) {
      return ArrayEntry.read(name, in, length);
    }
  }
}
