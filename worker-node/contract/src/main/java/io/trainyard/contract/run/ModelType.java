package io.trainyard.contract.run;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.util.Locale;

/** The architectures that can be trained. */
public enum ModelType {
  MLP,
  CNN,
  LSTM;

  /** Reads the name in any case; any other word is refused, naming the three. */
  public static ModelType parse(String word) {
    for (ModelType type : values()) {
      if (type.name().equals(word.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    throw TrainyardException.ofField(
        ErrorCode.UNKNOWN_MODEL_TYPE,
        "task_type",
        "\"" + Words.printable(word) + "\" is no model type; there are MLP, CNN and LSTM.");
  }
}
