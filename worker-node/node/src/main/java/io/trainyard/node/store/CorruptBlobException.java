package io.trainyard.node.store;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;

/** The store's bytes of a blob are not the ones its id names. */
public final class CorruptBlobException extends TrainyardException {
  private static final long serialVersionUID = 1L;

  private final String blobId;

  public CorruptBlobException(String blobId, String what) {
    super(ErrorCode.INTERNAL, "Blob %s is damaged in Cassandra: %s.".formatted(blobId, what));
    this.blobId = blobId;
  }

  public String blobId() {
    return blobId;
  }
}
