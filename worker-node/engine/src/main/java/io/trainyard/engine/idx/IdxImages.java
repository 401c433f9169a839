package io.trainyard.engine.idx;

import io.trainyard.engine.data.ItemShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Images of an IDX file, by index. Any thread may read; nothing is held in memory. */
public final class IdxImages implements AutoCloseable {
  private final IdxFile file;
  private final ItemShape shape;

  private IdxImages(IdxFile file) {
    this.file = file;
    this.shape = file.header().itemShape();
  }

  /**
   * Opens a file, gzip or not, and checks its head and length.
   *
   * @param stagingDir where a gzip file is unpacked to, until this is closed
   * @throws InvalidDatasetException when it is not a whole IDX file of images
   */
  public static IdxImages open(FileRole role, Path file, Path stagingDir, Limits limits)
      throws IOException {
    return new IdxImages(IdxFile.open(role, file, stagingDir, limits));
  }

  public FileRole role() {
    return file.header().role();
  }

  public int items() {
    return file.header().items();
  }

  public ItemShape itemShape() {
    return shape;
  }

  /** Puts one item into the buffer, {@code itemShape().size()} bytes. */
  public void read(long index, ByteBuffer into) throws IOException {
    if (index < 0 || index >= items()) {
      throw new IndexOutOfBoundsException("item " + index + " of " + items());
    }
    int size = shape.size();
    ByteBuffer window = into.slice(into.position(), size);
    file.read(index * size, window);
    into.position(into.position() + size);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
