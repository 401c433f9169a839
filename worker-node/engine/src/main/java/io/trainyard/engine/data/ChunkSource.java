package io.trainyard.engine.data;

import java.io.IOException;

/** Where the chunks of a split come from. May be called by another thread than the learning one. */
public interface ChunkSource {
  int chunks();

  /** Fetches and checks one chunk; waits for it. */
  Chunk load(int index) throws IOException;
}
