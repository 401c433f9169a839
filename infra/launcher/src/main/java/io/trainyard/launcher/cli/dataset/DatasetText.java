package io.trainyard.launcher.cli.dataset;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.launcher.cli.text.Amount;
import java.util.List;

/** Datasets in words. */
final class DatasetText {
  private DatasetText() {}

  static List<String> stored(StoreAnswer answer) {
    String name = Words.safe(answer.name());
    String first =
        answer.status().equals("present")
            ? name + " is there already, as " + answer.id() + "."
            : name + " is stored, as " + answer.id() + ".";
    String second =
        Amount.count(answer.items())
            + " items in "
            + answer.chunks()
            + " chunks, "
            + Amount.bytes(answer.rawBytes())
            + " raw, "
            + Amount.bytes(answer.storedBytes())
            + " stored, "
            + copies(answer.copies())
            + ", from "
            + Words.safe(answer.source())
            + ", "
            + Amount.seconds(answer.seconds())
            + ".";
    return answer.synthetic()
        ? List.of(first, second, "These are SYNTHETIC digits, not MNIST.")
        : List.of(first, second);
  }

  static String copies(int copies) {
    return copies == 1 ? "one copy" : copies + " copies";
  }
}
