package io.trainyard.node.worker;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;

/** What a run was told to begin from is damaged, gone, or of another kind than the run needs. */
final class UnusableOriginException extends TrainyardException {
  private static final long serialVersionUID = 1L;

  UnusableOriginException(TrainyardException cause) {
    super(
        ErrorCode.INTERNAL,
        "What the run was to begin from cannot be used. " + cause.problem().detail(),
        cause);
  }
}
