package io.trainyard.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.engine.data.ItemShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxImagesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsItemsByIndexPackedOrNot(boolean packed) throws IOException {
    byte[] bytes = IdxBytes.images(5, 2, 3);
    Path file = IdxBytes.write(folder, "images", packed ? IdxBytes.gzip(bytes) : bytes);

    try (IdxImages images = open(file)) {
      ByteBuffer items = ByteBuffer.allocate(12);
      images.read(4, items);
      images.read(1, items);

      assertThat(images.items()).isEqualTo(5);
      assertThat(images.itemShape()).isEqualTo(ItemShape.of(2, 3));
      assertThat(items.array()).containsExactly(24, 25, 26, 27, 28, 29, 6, 7, 8, 9, 10, 11);
    }
  }

  @Test
  void takesItemsOfOneToFourDimensions() throws IOException {
    assertThat(shapeOf(IdxBytes.images(2, 7))).isEqualTo(ItemShape.of(7));
    assertThat(shapeOf(IdxBytes.images(2, 4, 4, 3))).isEqualTo(ItemShape.of(4, 4, 3));
    assertThat(shapeOf(IdxBytes.images(2, 2, 2, 2, 2))).isEqualTo(ItemShape.of(2, 2, 2, 2));
  }

  @Test
  void leavesNothingInTheStagingFolderOnceClosed() throws IOException {
    Path file = IdxBytes.write(folder, "images.gz", IdxBytes.gzip(IdxBytes.images(3, 2, 2)));
    Path staging = Files.createDirectory(folder.resolve("staging"));

    try (IdxImages images =
        IdxImages.open(FileRole.TRAIN_IMAGES, file, staging, Limits.defaults())) {
      assertThat(images.items()).isEqualTo(3);
      assertThat(filesIn(staging)).isEqualTo(1);
    }

    assertThat(filesIn(staging)).isZero();
  }

  private ItemShape shapeOf(byte[] bytes) throws IOException {
    try (IdxImages images = open(IdxBytes.write(folder, "shaped", bytes))) {
      return images.itemShape();
    }
  }

  private IdxImages open(Path file) throws IOException {
    return IdxImages.open(FileRole.TRAIN_IMAGES, file, folder, Limits.defaults());
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
