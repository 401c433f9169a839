package io.trainyard.engine.data;

import java.io.IOException;

/** Where the chunks of a split come from. May be called by another thread than the learning one. */
public interface ChunkSource {
  int chunks();

  /** Fetches and checks one chunk; waits for it. */
  Chunk load(int index) throws IOException;

  /**
   * The same source, telling of every chunk that came: a sign of life while a window fills.
   *
   * @param loaded called on the thread that loads, after each chunk
   */
  static ChunkSource telling(ChunkSource source, Runnable loaded) {
    return new ChunkSource() {
      @Override
      public int chunks() {
        return source.chunks();
      }

      @Override
      public Chunk load(int index) throws IOException {
        Chunk chunk = source.load(index);
        loaded.run();
        return chunk;
      }
    };
  }
}
