package io.trainyard.node.dataset;

/** Hears how far the storing of one dataset is. Any thread may tell. */
interface StoreProgress {
  /** For whoever does not want to know. */
  StoreProgress UNHEARD =
      new StoreProgress() {
        @Override
        public void fetched(long bytes, long of) {}

        @Override
        public void stored(long items, long of) {}
      };

  /**
   * So much of a file has come from a mirror.
   *
   * @param of its bytes; 0 when the mirror does not say
   */
  void fetched(long bytes, long of);

  /** So many of the items have been packed and handed to the store. */
  void stored(long items, long of);
}
