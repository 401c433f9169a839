package io.trainyard.engine.idx;

import static io.trainyard.engine.idx.IdxBytes.gzip;
import static io.trainyard.engine.idx.IdxBytes.head;
import static io.trainyard.engine.idx.IdxBytes.images;
import static io.trainyard.engine.idx.IdxBytes.join;
import static io.trainyard.engine.idx.IdxBytes.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trainyard.contract.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdxFaultsTest {
  private static final byte[] FOUR = new byte[4];

  @TempDir Path folder;

  static Stream<Arguments> brokenImages() {
    return Stream.of(
        Arguments.of(
            "no IDX file",
            "PNG and so on".getBytes(StandardCharsets.US_ASCII),
            0L,
            "two zero bytes"),
        Arguments.of("empty", new byte[0], 0L, "ends within its magic number"),
        Arguments.of("unknown type", join(head(0x7f, 1, 2, 2), FOUR), 2L, "type byte 0x7f"),
        Arguments.of("floats", join(head(0x0d, 1, 1), FOUR), 2L, "unsigned bytes"),
        Arguments.of("no dimensions", head(0x08), 3L, "0 dimensions"),
        Arguments.of("too many", join(head(0x08, 1, 1, 1, 1, 1, 1), FOUR), 3L, "6 dimensions"),
        Arguments.of("labels instead", labels(1, 2, 3), 3L, "swapped"),
        Arguments.of("head cut off", Arrays.copyOf(head(0x08, 2, 2, 2), 9), 8L, "dimensions"),
        Arguments.of("zero items", head(0x08, 0, 28, 28), 4L, "zero items"),
        Arguments.of("a dimension of 0", head(0x08, 1, 0, 28), 8L, "dimension of 0"),
        Arguments.of(
            "a dimension of 2^31", head(0x08, 1, 28, 1 << 31), 12L, "dimension of 2147483648"),
        Arguments.of(
            "an item beyond any number",
            head(0x08, 1, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
            8L,
            "larger than the limit"),
        Arguments.of("truncated", join(head(0x08, 2, 2, 2), FOUR), 20L, "cut off"),
        Arguments.of("trailing", join(head(0x08, 1, 2, 2), FOUR, FOUR), 20L, "goes on after"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenImages")
  void refusesBrokenImagesNamingTheByte(String name, byte[] bytes, long offset, String words)
      throws IOException {
    checkRefusal(refusal(bytes), offset, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenImages")
  void refusesThemPackedJustTheSame(String name, byte[] bytes, long offset, String words)
      throws IOException {
    checkRefusal(refusal(gzip(bytes)), offset, words);
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    byte[] packed = gzip(images(50, 9, 9));

    checkRefusal(refusal(Arrays.copyOf(packed, 40)), -1, "damaged or cut off");
    packed[packed.length - 6] ^= 1;
    checkRefusal(refusal(packed), -1, "damaged");
  }

  @Test
  void unpacksABombNoFurtherThanItsHeadDeclares() throws IOException {
    byte[] bomb = gzip(join(head(0x08, 1, 2, 2), new byte[50_000_000]));

    checkRefusal(refusal(bomb), 20, "goes on after");
    assertThat(largestLeft()).isZero();
  }

  @Test
  void refusesMoreThanTheLimitBeforeUnpackingIt() throws IOException {
    Path file = IdxBytes.write(folder, "big", gzip(images(100, 10, 10)));

    InvalidDatasetException refusal =
        catchThrowableOfType(
            InvalidDatasetException.class,
            () -> IdxImages.open(FileRole.TRAIN_IMAGES, file, folder, new Limits(5_000)));

    checkRefusal(refusal, 4, "more than the limit of 5000");
  }

  @Test
  void refusesImagesGivenAsLabels() throws IOException {
    checkRefusal(labelRefusal(images(2, 2, 2)), 3, "swapped");
  }

  @Test
  void refusesLabelsOutOfRangeNamingTheByte() throws IOException {
    byte[] shorts = join(head(0x0b, 3), new byte[] {0, 1, 3, (byte) 0xe8, 0, 2});
    checkRefusal(labelRefusal(shorts), 10, "label 1000");
    byte[] negative = join(head(0x0c, 1), new byte[] {-1, -1, -1, -1});
    checkRefusal(labelRefusal(negative), 8, "label -1");
    checkRefusal(labelRefusal(join(head(0x0e, 1), FOUR, FOUR)), 2, "DOUBLE");
  }

  private InvalidDatasetException refusal(byte[] bytes) throws IOException {
    Path file = IdxBytes.write(folder, "broken", bytes);
    return catchThrowableOfType(
        InvalidDatasetException.class,
        () -> IdxImages.open(FileRole.TRAIN_IMAGES, file, folder, Limits.defaults()).close());
  }

  private InvalidDatasetException labelRefusal(byte[] bytes) throws IOException {
    Path file = IdxBytes.write(folder, "broken", bytes);
    return catchThrowableOfType(
        InvalidDatasetException.class,
        () -> IdxLabels.open(FileRole.TEST_LABELS, file, folder, Limits.defaults()).close());
  }

  private static void checkRefusal(InvalidDatasetException refusal, long offset, String words) {
    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_DATASET);
    assertThat(refusal).hasMessageContaining(words).hasMessageContaining(refusal.role().words());
    if (offset >= 0) {
      assertThat(refusal.offset()).isEqualTo(offset);
    }
  }

  private long largestLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".staged"))
          .mapToLong(file -> file.toFile().length())
          .max()
          .orElse(0);
    }
  }
}
