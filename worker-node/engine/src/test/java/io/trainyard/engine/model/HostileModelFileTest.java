package io.trainyard.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.run.ModelType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileModelFileTest {
  @TempDir Path folder;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  @BeforeEach
  void takeApartAGoodFile() throws IOException {
    Path good = folder.resolve("good.zip");
    ModelFile.write(ModelFileTest.trained(ModelType.LSTM), good);
    try (ZipFile zip = new ZipFile(good.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
  }

  @Test
  void takesTheGoodFilePutTogetherAgain() throws IOException {
    assertThat(ModelFile.read(write()).provenance().iterations()).isEqualTo(3);
  }

  @Test
  void refusesMissingEntries() {
    for (String name : new String[] {"coefficients.bin", "configuration.json", "provenance.json"}) {
      byte[] taken = entries.remove(name);
      assertRefused("lacks its entry " + name);
      entries.put(name, taken);
    }
  }

  @Test
  void refusesEntriesThatNoModelHas() {
    entries.put("normalizer.bin", new byte[10]);
    assertRefused("\"normalizer.bin\"");
    entries.remove("normalizer.bin");
    entries.put("../../evil", new byte[10]);
    assertRefused("evil");
  }

  @Test
  void refusesSerializedObjectsWithoutReadingThem() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(new Trap());
    }
    byte[] coefficients = entry("coefficients.bin").clone();
    System.arraycopy(bytes.toByteArray(), 0, coefficients, 0, bytes.size());
    entries.put("coefficients.bin", coefficients);

    assertThatThrownBy(() -> ModelFile.read(write())).isInstanceOf(InvalidModelException.class);
    assertThat(Trap.sprung).isFalse();
  }

  @Test
  void refusesShapesThatAreNotItsNetworks() {
    replaceProvenance("\"itemShape\":[28,28]", "\"itemShape\":[28,27]");
    assertRefused("of another size");
    replaceProvenance("\"itemShape\":[28,27]", "\"itemShape\":[28,2147483647]");
    assertRefused("network that cannot be");
    replaceProvenance("\"itemShape\":[28,2147483647]", "\"itemShape\":[28,-28]");
    assertRefused("network that cannot be");
  }

  @Test
  void refusesAHugeArrayThatOnlyClaimsToBe() {
    byte[] coefficients = entry("coefficients.bin").clone();
    int length = coefficients.length - 81_674 * 4 - 7 - 8;
    ByteBuffer.wrap(coefficients).putLong(length, Long.MAX_VALUE);
    entries.put("coefficients.bin", coefficients);

    assertRefused("number or type of values");
  }

  @Test
  void refusesNaN() {
    byte[] coefficients = entry("coefficients.bin").clone();
    ByteBuffer.wrap(coefficients).putFloat(coefficients.length - 4, Float.NaN);
    entries.put("coefficients.bin", coefficients);

    assertRefused("NaN");
  }

  @Test
  void refusesLayersOfUnknownClasses() {
    String json = new String(entry("configuration.json"), StandardCharsets.UTF_8);
    entries.put(
        "configuration.json",
        json.replace("org.deeplearning4j.nn.conf.layers.LSTM", "com.sun.rowset.JdbcRowSetImpl")
            .getBytes(StandardCharsets.UTF_8));

    assertRefused("com.sun.rowset.JdbcRowSetImpl");
  }

  @Test
  void refusesHyperparametersOutOfBounds() {
    replaceProvenance("\"learningRate\":0.001", "\"learningRate\":1e308");
    assertRefused("provenance that cannot be read");
  }

  @Test
  void refusesDeepJson() {
    entries.put("configuration.json", "[".repeat(500_000).getBytes(StandardCharsets.UTF_8));
    assertRefused("configuration that cannot be read");
  }

  @Test
  void refusesWhatIsNoZip() throws IOException {
    Path file = Files.writeString(folder.resolve("no.zip"), "not a zip at all");

    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("no zip");
  }

  private byte[] entry(String name) {
    return Objects.requireNonNull(entries.get(name));
  }

  private void replaceProvenance(String old, String by) {
    String json = new String(entry("provenance.json"), StandardCharsets.UTF_8);
    assertThat(json).contains(old);
    entries.put("provenance.json", json.replace(old, by).getBytes(StandardCharsets.UTF_8));
  }

  private void assertRefused(String words) {
    assertThatThrownBy(() -> ModelFile.read(write()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(words);
  }

  private Path write() throws IOException {
    Path file = folder.resolve("hostile.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;
    static boolean sprung;

    private Object readResolve() {
      sprung = true;
      return this;
    }
  }
}
