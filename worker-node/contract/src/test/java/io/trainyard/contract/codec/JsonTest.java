package io.trainyard.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"\r", "\n", "\u001b[2J", "\u007f", "\u0085", "\u009b1m", "\u2028", "\u202e"})
  void showsNothingThatSteersATerminalAndReadsItBack(String hostile) throws Exception {
    String value = "x" + hostile + "y";

    String json = Json.text(Map.of("line", value));

    assertThat(json.codePoints()).allMatch(Words::isPrintable);
    assertThat(Json.tree(Json.bytes(Map.of("line", value))).path("line").asText()).isEqualTo(value);
    assertThat(Json.pretty(Map.of("line", value)).lines())
        .hasSize(3)
        .allMatch(line -> line.codePoints().allMatch(Words::isPrintable));
  }

  @Test
  void leavesWhatPeopleWriteAsItIs() {
    assertThat(Json.text(Map.of("name", "größer 数 ✓"))).isEqualTo("{\"name\":\"größer 数 ✓\"}");
  }
}
