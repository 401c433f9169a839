package io.trainyard.client;

/** Hears how far an upload or download has come. Called by the connection's thread: be quick. */
@FunctionalInterface
public interface TransferProgress {
  TransferProgress NONE = (done, total) -> {};

  /** So many bytes of a total, which is -1 when not known. */
  void moved(long done, long total);
}
