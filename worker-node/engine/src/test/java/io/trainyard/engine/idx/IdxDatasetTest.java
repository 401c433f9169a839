package io.trainyard.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxDatasetTest {
  @TempDir Path folder;

  @Test
  void putsImagesAndLabelsTogether() throws IOException {
    try (IdxDataset dataset =
        open(
            IdxBytes.images(3, 2, 2),
            IdxBytes.labels(0, 2, 1),
            IdxBytes.images(1, 2, 2),
            IdxBytes.labels(1))) {
      ByteBuffer item = ByteBuffer.allocate(4);
      dataset.training().read(1, item);

      assertThat(item.array()).containsExactly(4, 5, 6, 7);
      assertThat(dataset.training().label(1)).isEqualTo(2);
      assertThat(dataset.training().classes()).isEqualTo(3);
      assertThat(dataset.test().orElseThrow().items()).isEqualTo(1);
      assertThat(dataset.warnings()).isEmpty();
    }
  }

  @Test
  void readsLabelsOfTwoAndFourBytes() throws IOException {
    byte[] shorts = IdxBytes.join(IdxBytes.head(0x0b, 2), new byte[] {3, (byte) 0xe7, 0, 5});
    byte[] ints = IdxBytes.join(IdxBytes.head(0x0c, 1), new byte[] {0, 0, 1, 0});
    try (IdxDataset dataset =
        open(IdxBytes.images(2, 2, 2), shorts, IdxBytes.images(1, 2, 2), ints)) {
      assertThat(dataset.training().label(0)).isEqualTo(999);
      assertThat(dataset.training().label(1)).isEqualTo(5);
      assertThat(dataset.test().orElseThrow().label(0)).isEqualTo(256);
      assertThat(dataset.training().classes()).isEqualTo(1000);
    }
  }

  @Test
  void warnsOfGapsAndOfLabelsThatNeverOccurInTraining() throws IOException {
    try (IdxDataset dataset =
        open(
            IdxBytes.images(2, 2, 2),
            IdxBytes.labels(0, 3),
            IdxBytes.images(1, 2, 2),
            IdxBytes.labels(5))) {
      assertThat(dataset.training().classes()).isEqualTo(6);
      assertThat(dataset.warnings())
          .containsExactly(
              "Labels 5 occur in the test set but never in training.",
              "Labels 1, 2, 4 are skipped: no item has them.");
    }
  }

  @Test
  void refusesWhatFitsNotTogether() {
    assertThatThrownBy(
            () ->
                open(
                    IdxBytes.images(3, 2, 2),
                    IdxBytes.labels(0, 1),
                    IdxBytes.images(1, 2, 2),
                    IdxBytes.labels(1)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("2 labels for 3 images");
    assertThatThrownBy(
            () ->
                open(
                    IdxBytes.images(2, 2, 2),
                    IdxBytes.labels(0, 1),
                    IdxBytes.images(1, 2, 3),
                    IdxBytes.labels(1)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("items of 2x3, but the training set's are 2x2");
    assertThatThrownBy(
            () ->
                open(
                    IdxBytes.labels(0, 1),
                    IdxBytes.images(2, 2, 2),
                    IdxBytes.images(1, 2, 2),
                    IdxBytes.labels(1)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("swapped");
  }

  @Test
  void refusesASingleClass() {
    assertThatThrownBy(
            () ->
                open(
                    IdxBytes.images(2, 2, 2),
                    IdxBytes.labels(4, 4),
                    IdxBytes.images(1, 2, 2),
                    IdxBytes.labels(1)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("label 4 only");
  }

  @Test
  void needsEnoughItemsToHoldSomeOutWhenThereIsNoTestSet() throws IOException {
    Path images = IdxBytes.write(folder, "i", IdxBytes.images(3, 2, 2));
    Path labels = IdxBytes.write(folder, "l", IdxBytes.labels(0, 1, 2));

    assertThatThrownBy(
            () ->
                IdxDataset.open(
                    new IdxFiles(images, labels, null, null), folder, Limits.defaults()))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("too few");
  }

  private IdxDataset open(
      byte[] trainImages, byte[] trainLabels, byte[] testImages, byte[] testLabels)
      throws IOException {
    return IdxDataset.open(
        new IdxFiles(
            IdxBytes.write(folder, "a", trainImages),
            IdxBytes.write(folder, "b", trainLabels),
            IdxBytes.write(folder, "c", IdxBytes.gzip(testImages)),
            IdxBytes.write(folder, "d", testLabels)),
        folder,
        Limits.defaults());
  }
}
