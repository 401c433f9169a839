package io.trainyard.engine.data;

import java.util.concurrent.Executor;

/**
 * A split too large for memory: chunks come in an order by (seed, epoch), one is fetched ahead on
 * the executor, and items are shuffled inside a window of some chunks. Holds window + 1 chunks.
 */
public final class StreamedSamples implements SplitData {
  private final ChunkSource source;
  private final long items;
  private final int window;
  private final Executor fetcher;

  /**
   * @param items in all chunks of the source together
   * @param window chunks whose items are shuffled together, at least 1
   * @param fetcher runs one fetch at a time for each pass; must not be the learning thread's own
   */
  public StreamedSamples(ChunkSource source, long items, int window, Executor fetcher) {
    if (window < 1) {
      throw new IllegalArgumentException("a window has at least one chunk, not " + window);
    }
    this.source = source;
    this.items = items;
    this.window = window;
    this.fetcher = fetcher;
  }

  @Override
  public long items() {
    return items;
  }

  @Override
  public ItemStream shuffled(long seed, int epoch) {
    return WindowedPass.shuffled(source, window, fetcher, Mix.of(seed, epoch));
  }

  @Override
  public ItemStream inOrder() {
    return WindowedPass.inOrder(source, fetcher);
  }
}
