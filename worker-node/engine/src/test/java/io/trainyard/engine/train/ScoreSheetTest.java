package io.trainyard.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.trainyard.engine.data.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreSheetTest {
  @Test
  void countsRightAndWrongAnswers() {
    Batch batch = new Batch(3, new int[] {0});
    for (int label : new int[] {0, 1, 1}) {
      batch.add(new byte[1]);
      batch.labels()[batch.items() - 1] = label;
    }
    ScoreSheet sheet = new ScoreSheet(2);

    sheet.add(batch, new float[] {0.8f, 0.2f, 0.5f, 0.5f, 0f, 1f});
    Score score = sheet.score();

    assertThat(score.items()).isEqualTo(3);
    assertThat(score.accuracy()).isCloseTo(2 / 3.0, offset(1e-9));
    assertThat(score.confusion()).isEqualTo(List.of(List.of(1, 0), List.of(1, 1)));
    assertThat(score.loss()).isCloseTo(-(Math.log(0.8) + Math.log(0.5)) / 3, offset(1e-6));
  }

  @Test
  void keepsTheLossFiniteWhenSureAndWrong() {
    Batch batch = new Batch(1, new int[] {0});
    batch.add(new byte[1]);
    ScoreSheet sheet = new ScoreSheet(2);

    sheet.add(batch, new float[] {0f, 1f});

    assertThat(sheet.score().loss()).isFinite().isGreaterThan(20);
  }
}
