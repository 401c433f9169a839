package io.trainyard.contract.run;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;

/**
 * Asks for a run that goes on where another ended.
 *
 * @param epochs how many more, 1 to 10,000
 */
public record ContinueRequest(int epochs) {
  public ContinueRequest {
    if (epochs < 1 || epochs > Hyperparameters.MOST_EPOCHS) {
      throw TrainyardException.ofField(
          ErrorCode.INVALID_HYPERPARAMETER,
          "epochs",
          "epochs must be a whole number from 1 to "
              + Hyperparameters.MOST_EPOCHS
              + ", not "
              + epochs
              + ".");
    }
  }
}
