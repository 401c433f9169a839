package io.trainyard.node.store;

/** What a blob holds; it decides how the bytes are kept. */
public enum BlobKind {
  /** A dataset's chunk: compressed. */
  CHUNK(BlobCodec.ZSTD),
  /** A dataset's manifest. */
  MANIFEST(BlobCodec.NONE),
  /** A trained model's file: noise to a compressor. */
  MODEL(BlobCodec.NONE),
  /** A run's state to go on from. */
  CHECKPOINT(BlobCodec.NONE);

  private final BlobCodec codec;

  BlobKind(BlobCodec codec) {
    this.codec = codec;
  }

  public BlobCodec codec() {
    return codec;
  }
}
