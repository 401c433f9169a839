package io.trainyard.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputLayoutTest {
  @ParameterizedTest
  @CsvSource({"MLP, 535818", "CNN, 225034", "LSTM, 81674"})
  void countsTheParametersOfTheDocumentedNetworks(ModelType model, long parameters) {
    assertThat(InputLayout.of(model, ItemShape.of(28, 28), 10).parameters()).isEqualTo(parameters);
  }

  @Test
  void putsChannelsFirstForConvolutions() {
    InputLayout layout = InputLayout.of(ModelType.CNN, ItemShape.of(10, 12, 3), 5);

    assertThat(layout.network()).isEqualTo(List.of(3, 10, 12));
    assertThat(layout.order()).hasSize(360).startsWith(0, 3, 6).endsWith(353, 356, 359);
  }

  @Test
  void readsRowsAsSteps() {
    InputLayout layout = InputLayout.of(ModelType.LSTM, ItemShape.of(2, 3), 5);

    assertThat(layout.network()).isEqualTo(List.of(3, 2));
    assertThat(layout.order()).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void takesAnyShapeAsAPerceptron() {
    assertThat(InputLayout.of(ModelType.MLP, ItemShape.of(7), 2).network()).isEqualTo(List.of(7));
    assertThat(InputLayout.of(ModelType.MLP, ItemShape.of(2, 3, 4, 5), 2).network())
        .isEqualTo(List.of(120));
  }

  @Test
  void refusesWhatAModelCannotTakeWithTheReason() {
    assertRefused(ModelType.CNN, ItemShape.of(784), 10, "needs images");
    assertRefused(ModelType.CNN, ItemShape.of(2, 2, 2, 2), 10, "needs images");
    assertRefused(ModelType.CNN, ItemShape.of(9, 28), 10, "at least 10 rows and columns");
    assertRefused(ModelType.LSTM, ItemShape.of(784), 10, "at least two rows");
    assertRefused(ModelType.MLP, ItemShape.of(28, 28), 1, "2 to 1000 classes");
    assertRefused(ModelType.MLP, ItemShape.of(28, 28), 1001, "2 to 1000 classes");
    assertRefused(ModelType.MLP, ItemShape.of(1000, 1000), 10, "parameters, more than");
  }

  private static void assertRefused(ModelType model, ItemShape shape, int classes, String reason) {
    assertThatThrownBy(() -> InputLayout.of(model, shape, classes))
        .isInstanceOfSatisfying(
            UnsupportedShapeException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_SHAPE))
        .hasMessageContaining(reason)
        .hasMessageContaining(model + " cannot take items of " + shape);
  }
}
