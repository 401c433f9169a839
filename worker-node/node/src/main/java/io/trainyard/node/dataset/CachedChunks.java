package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.dataset.DatasetSplit;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.engine.data.Chunk;
import io.trainyard.engine.data.ChunkCodec;
import io.trainyard.engine.data.ChunkSource;
import io.trainyard.engine.data.CorruptChunkException;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.cache.CachedBlob;
import io.trainyard.node.store.BlobBytes;
import io.trainyard.node.store.CorruptBlobException;
import java.io.IOException;
import java.util.List;

/** The chunks of one split by way of the cache, each checked. Safe for use by any thread. */
final class CachedChunks implements ChunkSource {
  private final String split;
  private final List<String> ids;
  private final ChunkCodec codec;
  private final BlobCache cache;
  private final ReadCount count;
  private final Requests requests;

  CachedChunks(
      String split,
      DatasetSplit of,
      DatasetManifest in,
      BlobCache cache,
      ReadCount count,
      Requests requests) {
    this.split = split;
    this.ids = of.chunks();
    this.codec = new ChunkCodec(new ItemShape(in.itemShape()), in.classes());
    this.cache = cache;
    this.count = count;
    this.requests = requests;
  }

  @Override
  public int chunks() {
    return ids.size();
  }

  /** The chunk; an IOException is an outage that may pass, damage a CorruptDatasetException. */
  @Override
  public Chunk load(int index) throws IOException {
    try {
      return get(index);
    } catch (CorruptDatasetException e) {
      throw e;
    } catch (TrainyardException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  Chunk get(int index) {
    String id = ids.get(index);
    try {
      CachedBlob blob = requests.make(() -> cache.read(id));
      count.add(blob.hit());
      return codec.unpack(BlobBytes.of(blob.raw()));
    } catch (CorruptBlobException | CorruptChunkException e) {
      throw new CorruptDatasetException(split, index, id, e);
    }
  }
}
