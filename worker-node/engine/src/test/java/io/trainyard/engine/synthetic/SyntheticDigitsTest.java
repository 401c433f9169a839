package io.trainyard.engine.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.engine.data.ItemShape;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticDigitsTest {
  private final SyntheticDigits digits = new SyntheticDigits(1_000, 7);

  @Test
  void drawsTheSameForTheSameSeedAndIndex() {
    SyntheticDigits again = new SyntheticDigits(1_000, 7);
    SyntheticDigits others = new SyntheticDigits(1_000, 8);

    assertThat(item(again, 500)).isEqualTo(item(digits, 500));
    assertThat(again.label(500)).isEqualTo(digits.label(500));
    assertThat(item(others, 500)).isNotEqualTo(item(digits, 500));
  }

  /** A dataset's id follows from its bytes: they are the same on every machine, at all times. */
  @Test
  void drawsTheBytesThatItAlwaysDrew() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 1_000; i++) {
      digest.update(item(digits, i));
    }

    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("13e6ff8f129fda2fac8eaba05c852e3850f8cea23692a43b457ca9680f05b43d");
  }

  @Test
  void hasMnistsFormat() {
    assertThat(digits.itemShape()).isEqualTo(ItemShape.of(28, 28));
    assertThat(digits.classes()).isEqualTo(10);
    assertThat(digits.items()).isEqualTo(1_000);
  }

  @Test
  void drawsEachDigitOftenAndNeverTwiceAlike() {
    int[] counts = new int[10];
    Set<ByteBuffer> drawn = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      counts[digits.label(i)]++;
      drawn.add(ByteBuffer.wrap(item(digits, i)));
    }

    for (int count : counts) {
      assertThat(count).isBetween(60, 140);
    }
    assertThat(drawn).hasSize(1_000);
  }

  private static byte[] item(SyntheticDigits digits, long index) {
    ByteBuffer item = ByteBuffer.allocate(784);
    digits.read(index, item);
    assertThat(item.hasRemaining()).isFalse();
    return item.array();
  }
}
