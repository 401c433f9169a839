package io.trainyard.engine.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One pass over chunks, a window at a time. While one window is used up the next chunk comes. */
final class WindowedPass implements ItemStream {
  private final ChunkSource source;
  private final int window;
  private final Executor fetcher;
  private final @Nullable SplittableRandom random;
  private final int[] chunkOrder;
  private int nextChunk;
  private @Nullable CompletableFuture<Chunk> ahead;
  private List<Chunk> held = List.of();
  private int[] itemChunk = new int[0];
  private int[] itemIndex = new int[0];
  private int[] itemOrder = new int[0];
  private int heldItems;
  private int position;

  private WindowedPass(
      ChunkSource source, int window, Executor fetcher, @Nullable SplittableRandom random) {
    this.source = source;
    this.window = window;
    this.fetcher = fetcher;
    this.random = random;
    this.chunkOrder = IntStream.range(0, source.chunks()).toArray();
    if (random != null) {
      Shuffle.shuffle(chunkOrder, random);
    }
    fetchAhead();
  }

  static WindowedPass shuffled(ChunkSource source, int window, Executor fetcher, long seed) {
    return new WindowedPass(source, window, fetcher, new SplittableRandom(seed));
  }

  static WindowedPass inOrder(ChunkSource source, Executor fetcher) {
    return new WindowedPass(source, 1, fetcher, null);
  }

  @Override
  public boolean next(Batch batch) throws IOException {
    batch.clear();
    while (!batch.isFull()) {
      if (position == heldItems && !openWindow()) {
        break;
      }
      int item = itemOrder[position++];
      batch.add(held.get(itemChunk[item]), itemIndex[item]);
    }
    return batch.items() > 0;
  }

  /** Windows are opened on the way: their order depends on the items that they hold. */
  @Override
  public long skip(long items) throws IOException {
    long skipped = 0;
    while (skipped < items && (position < heldItems || openWindow())) {
      int step = (int) Math.min(items - skipped, heldItems - position);
      position += step;
      skipped += step;
    }
    return skipped;
  }

  @Override
  public void close() {
    if (ahead != null) {
      ahead.cancel(true);
    }
    held = List.of();
  }

  private boolean openWindow() throws IOException {
    // The used chunks are let go before new ones come: never more than the window and one.
    held = new ArrayList<>(window);
    while (held.size() < window && ahead != null) {
      held.add(await(ahead));
      fetchAhead();
    }
    index();
    return heldItems > 0;
  }

  private void index() {
    heldItems = held.stream().mapToInt(Chunk::items).sum();
    position = 0;
    if (itemOrder.length < heldItems) {
      itemOrder = new int[heldItems];
      itemChunk = new int[heldItems];
      itemIndex = new int[heldItems];
    }
    int item = 0;
    for (int chunk = 0; chunk < held.size(); chunk++) {
      for (int i = 0; i < held.get(chunk).items(); i++, item++) {
        itemOrder[item] = item;
        itemChunk[item] = chunk;
        itemIndex[item] = i;
      }
    }
    if (random != null) {
      Shuffle.shuffle(itemOrder, heldItems, random);
    }
  }

  private void fetchAhead() {
    if (nextChunk == chunkOrder.length) {
      ahead = null;
      return;
    }
    int index = chunkOrder[nextChunk++];
    ahead = CompletableFuture.supplyAsync(() -> load(index), fetcher);
  }

  private Chunk load(int index) {
    try {
      return source.load(index);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static Chunk await(CompletableFuture<Chunk> ahead) throws IOException {
    try {
      return ahead.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException io) {
        throw new IOException("a chunk could not be fetched", io);
      }
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw e;
    } catch (CancellationException e) {
      throw new IOException("the pass was closed while it waited for a chunk", e);
    }
  }
}
