package io.trainyard.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void takesTheForceOutOfControlCharactersAndKeepsTheRest() {
    assertThat(Words.safe("a\u001b[2Jb\r\nc\td\u202ee\u0007größe 数"))
        .isEqualTo("a?[2Jb??c d?e?größe 数");
  }

  @Test
  void cutsOnlyWhereAskedTo() {
    String text = "x".repeat(100);

    assertThat(Words.safe(text)).isEqualTo(text);
    assertThat(Words.printable(text)).hasSize(61).endsWith("…");
  }
}
