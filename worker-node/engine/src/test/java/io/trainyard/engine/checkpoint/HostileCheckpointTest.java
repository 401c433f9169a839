package io.trainyard.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.archive.StoredZip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileCheckpointTest {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private byte[] good = new byte[0];

  @BeforeEach
  void takeApartAGoodFile() throws IOException {
    good = Checkpoints.bytes(Checkpoints.taken(ModelType.LSTM));
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(good))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
  }

  @Test
  void takesTheGoodFilePutTogetherAgain() throws IOException {
    hash();
    assertThat(CheckpointFile.read(write()).iteration()).isEqualTo(6);
  }

  @Test
  void refusesMissingAndForeignEntries() {
    for (String name : entries.keySet().toArray(String[]::new)) {
      Map<String, byte[]> whole = new LinkedHashMap<>(entries);
      entries.remove(name);
      assertRefused("lacks its entry " + name);
      entries.clear();
      entries.putAll(whole);
    }
    entries.put("evil.bin", new byte[1]);
    assertRefused("more entries");
  }

  @Test
  void refusesDeflatedEntries() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("checkpoint.json"));
      zip.write(entry("checkpoint.json"));
    }

    assertRefused("deflated", bytes.toByteArray());
  }

  @Test
  void refusesWhatWasCutOffAnywhere() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      // The directory at the end, which is not read, takes less than 300 bytes.
      byte[] cut = Arrays.copyOf(good, random.nextInt(good.length - 300));
      assertThatThrownBy(() -> CheckpointFile.read(cut))
          .isInstanceOf(InvalidCheckpointException.class);
    }
    assertRefused("lacks its entry", new byte[0]);
  }

  @Test
  void refusesAnyChangedByteOfItsContents() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 50; i++) {
      byte[] changed = good.clone();
      changed[random.nextInt(60, good.length - 300)] ^= 1;
      assertThatThrownBy(() -> CheckpointFile.read(changed))
          .isInstanceOf(InvalidCheckpointException.class);
    }
  }

  @Test
  void refusesContentsThatAreNotAsHashed() {
    byte[] parameters = entry("coefficients.bin");
    ByteBuffer.wrap(parameters).putFloat(parameters.length - 4, 1.5f);

    assertRefused("other contents than its SHA-256");
  }

  @Test
  void refusesNaN() {
    for (String name : new String[] {"coefficients.bin", "updaterState.bin"}) {
      byte[] array = entry(name);
      float before = ByteBuffer.wrap(array).getFloat(array.length - 4);
      ByteBuffer.wrap(array).putFloat(array.length - 4, Float.NaN);
      assertRefused("NaN or infinite number in " + name);
      ByteBuffer.wrap(array).putFloat(array.length - 4, before);
    }
  }

  @Test
  void refusesShapesThatAreNotItsNetworks() {
    replace("\"itemShape\":[28,28]", "\"itemShape\":[28,27]");
    assertRefused("of another size");
    replace("\"itemShape\":[28,27]", "\"itemShape\":[28,2147483647]");
    assertRefused("network that cannot be");
  }

  @Test
  void makesNoArrayForAHugeNetworkThatIsOnlyClaimed() {
    // 90 million parameters: the heap of a test has no room for them.
    replace("\"itemShape\":[28,28]", "\"itemShape\":[28,170000]");
    byte[] hostile = write();
    ByteBuffer local = ByteBuffer.wrap(hostile).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int head =
        30 + "checkpoint.json".length() + local.getShort(28) + entry("checkpoint.json").length;
    int claimed = 4 * (4 * 128 * (170_000 + 128 + 1) + 129 * 10) + 136;
    local.putInt(head + 18, claimed).putInt(head + 22, claimed);

    assertRefused("of another size", hostile);
  }

  @Test
  void refusesAHugeArrayThatOnlyClaimsToBe() {
    byte[] parameters = entry("coefficients.bin");
    int length = parameters.length - 81_674 * 4 - 7 - 8;
    ByteBuffer.wrap(parameters).putLong(length, Long.MAX_VALUE);

    assertRefused("number or type of values");
  }

  @Test
  void refusesOtherFormats() {
    replace("\"format\":1", "\"format\":2");
    assertRefused("is of format 2");
  }

  @Test
  void refusesWhatContradictsItself() {
    refusesInstead("\"iteration\":6", "\"iteration\":7", "contradicts itself");
    refusesInstead("\"epochsDone\":1", "\"epochsDone\":2", "contradicts itself");
    refusesInstead("\"attempt\":2", "\"attempt\":0", "contradicts itself");
  }

  @Test
  void refusesProgressThatCannotBe() {
    for (String[] change :
        new String[][] {
          {"\"epochsDone\":1", "\"epochsDone\":-1"},
          {"\"items\":64", "\"items\":1"},
          {"\"items\":64", "\"items\":1e400"},
          {"\"accuracy\":", "\"accuracy\":9"},
          {"\"requestOffset\":9", "\"requestOffset\":-9"},
          {"\"value\":0.002", "\"value\":1e300"},
          {"\"format\":1", "\"format\":1,\"more\":1"},
          {"\"best\":{", "\"best\":[["}
        }) {
      refusesInstead(change[0], change[1], "checkpoint.json that is none");
    }
    entries.put("checkpoint.json", "[".repeat(500_000).getBytes(StandardCharsets.UTF_8));
    assertRefused("checkpoint.json that is none");
    entries.put("checkpoint.json", "null".getBytes(StandardCharsets.UTF_8));
    assertRefused("empty checkpoint.json");
  }

  @Test
  void refusesWhatIsNullOrNotThere() {
    String json = new String(entry("checkpoint.json"), StandardCharsets.UTF_8);
    for (String part :
        new String[] {
          "\"runId\":\"run-1\"",
          "\"model\":\"LSTM\"",
          "\"itemShape\":[28,28]",
          "\"key\":\"LEARNING_RATE\"",
          "\"attempt\":2",
          "\"iterations\":2"
        }) {
      assertThat(json).contains(part);
      refusesInstead(part, part.substring(0, part.indexOf(':')) + ":null", "that is none");
    }
    for (String part : new String[] {"provenance", "progress", "hyperparameters", "applied"}) {
      refusesInstead("\"" + part + "\":", "\"" + part + "\":null,\"x\":", "that is none");
    }
    entries.put("checkpoint.json", "{\"format\":1,\"attempt\":1}".getBytes(StandardCharsets.UTF_8));
    assertRefused("checkpoint.json that is none");
  }

  private void refusesInstead(String old, String by, String words) {
    byte[] before = entry("checkpoint.json");
    replace(old, by);
    assertRefused(words);
    entries.put("checkpoint.json", before);
  }

  private byte[] entry(String name) {
    return Objects.requireNonNull(entries.get(name));
  }

  private void replace(String old, String by) {
    String json = new String(entry("checkpoint.json"), StandardCharsets.UTF_8);
    assertThat(json).contains(old);
    entries.put("checkpoint.json", json.replace(old, by).getBytes(StandardCharsets.UTF_8));
    hash();
  }

  /** An attacker hashes too. */
  private void hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        if (!entry.getKey().equals("sha256.txt")) {
          digest.update(entry.getValue());
        }
      }
      entries.put(
          "sha256.txt",
          HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(String words) {
    assertRefused(words, write());
  }

  private static void assertRefused(String words, byte[] file) {
    assertThatThrownBy(() -> CheckpointFile.read(file))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContaining(words);
  }

  private byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      StoredZip zip = new StoredZip(bytes);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.add(entry.getKey(), out -> out.write(entry.getValue()));
      }
      zip.finish();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
