package io.trainyard.launcher.cli.train;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.CloneRequest;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.launcher.cli.UsageException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code --set KEY=VALUE}: a key may be spelled as an option or as REST does. */
final class CloneSettings {
  private static final Set<String> KEYS =
      Set.of(
          "model",
          "dataset",
          "epochs",
          "batchsize",
          "learningrate",
          "seed",
          "name",
          "priority",
          "tags");

  private final Map<String, String> values = new HashMap<>();

  private CloneSettings(Map<String, String> given) {
    given.forEach(
        (key, value) -> {
          String known = key.replace("-", "").toLowerCase(Locale.ROOT);
          if (!KEYS.contains(known)) {
            throw new UsageException(
                "There is no setting \""
                    + Words.printable(key)
                    + "\"; there are model, dataset, epochs, batch-size, learning-rate, seed, name,"
                    + " priority and tags.");
          }
          values.put(known, value);
        });
  }

  /**
   * What is to be different; a UsageException names a key that is none or a value out of bounds.
   */
  static CloneRequest of(Map<String, String> given) {
    CloneSettings settings = new CloneSettings(given);
    CloneRequest changes =
        new CloneRequest(
            settings.values.get("model"),
            settings.values.get("dataset"),
            settings.number("epochs", Integer::valueOf),
            settings.number("batchsize", Integer::valueOf),
            settings.number("learningrate", Double::valueOf),
            settings.number("seed", Long::valueOf),
            null,
            settings.values.get("name"),
            settings.tags(),
            settings.number("priority", Integer::valueOf));
    check(changes);
    return changes;
  }

  /** What is out of bounds is so with any run's settings. */
  private static void check(CloneRequest changes) {
    try {
      changes.over(TaskRequest.DEFAULTS).toSpec(changes.modelOr(ModelType.MLP));
    } catch (TrainyardException e) {
      throw new UsageException(e.problem().detail(), e);
    }
  }

  private <N extends Number> @Nullable N number(String key, Function<String, N> reader) {
    String text = values.get(key);
    if (text == null) {
      return null;
    }
    try {
      return reader.apply(text);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "\"" + Words.printable(text) + "\" is no number that " + key + " can have.", e);
    }
  }

  private @Nullable List<String> tags() {
    String text = values.get("tags");
    if (text == null) {
      return null;
    }
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }
}
