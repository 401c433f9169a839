package io.trainyard.launcher.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "54900000, 54.9 MB",
    "999600, 1.0 MB",
    "123456789, 123 MB",
    "2900000000, 2.9 GB"
  })
  void givesBytesTheirUnit(long bytes, String text) {
    assertThat(Amount.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.04, 0.0 s", "59.94, 59.9 s", "59.96, 1 min 00 s", "3600, 1 h 00 min"})
  void givesSecondsInTheLargestUnitThatFits(double seconds, String text) {
    assertThat(Amount.seconds(seconds)).isEqualTo(text);
  }

  @Test
  void showsTimeLeftAsOnAClock() {
    assertThat(Amount.clock(Duration.ofSeconds(12))).isEqualTo("0:12");
    assertThat(Amount.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
  }

  @Test
  void saysWhenInWordsAndInFigures() {
    Instant now = Instant.parse("2026-11-23T21:00:00Z");
    Moment moment = new Moment(Clock.fixed(now, ZoneOffset.UTC));

    assertThat(moment.full(now.minusSeconds(180))).isEqualTo("2026-11-23 20:57:00 (3 min ago)");
    assertThat(moment.ago(now.minusSeconds(49 * 3600))).isEqualTo("2 days ago");
    assertThat(moment.ago(now.plusSeconds(5))).isEqualTo("just now");
  }

  @Test
  void alignsColumnsAndDisarmsCells() {
    Table table = new Table("NAME", ">ITEMS").row("größe", "7").row("a\u001b[2J\n", "1,234");

    assertThat(table.lines(Style.PLAIN))
        .containsExactly("NAME    ITEMS", "größe       7", "a?[2J?  1,234");
  }

  @Test
  void coloursOnlyWhereWanted() {
    assertThat(Style.PLAIN.bold("x")).isEqualTo("x");
    assertThat(new Style(true).bold("x")).isEqualTo("\u001b[1mx\u001b[0m");
  }
}
