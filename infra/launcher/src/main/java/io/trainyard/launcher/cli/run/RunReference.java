package io.trainyard.launcher.cli.run;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.UsageException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which run a person means: an id, {@code last}, a name or the beginning of an id, in this order. A
 * word that fits several runs is refused, naming them.
 */
public final class RunReference {
  public static final String LAST = "last";
  private static final int KNOWN_RUNS = 500;
  private static final int MOST_NAMED = 5;

  private RunReference() {}

  public static RunView find(TrainyardClient client, String word) {
    RunQuery all = RunQuery.all(KNOWN_RUNS);
    return pick(word, client.runs().list(word.equals(LAST) ? all : all.with(word)).runs());
  }

  /** The ids of the runs that these words mean, each once. */
  static List<String> ids(TrainyardClient client, List<String> words) {
    return words.stream().map(word -> find(client, word).runId()).distinct().toList();
  }

  /** The run among these, newest first, that the word means. */
  static RunView pick(String word, List<RunView> runs) {
    List<RunView> byId = runs.stream().filter(run -> run.runId().equals(word)).toList();
    if (!byId.isEmpty()) {
      return byId.get(0);
    }
    if (word.equals(LAST)) {
      return runs.stream()
          .findFirst()
          .orElseThrow(() -> missing("There is no run yet; start one with `trainyard train cnn`."));
    }
    List<RunView> byName = runs.stream().filter(run -> word.equals(run.name())).toList();
    List<RunView> fitting =
        byName.isEmpty()
            ? runs.stream().filter(run -> run.runId().startsWith(word)).toList()
            : byName;
    return only(word, fitting);
  }

  private static RunView only(String word, List<RunView> fitting) {
    if (fitting.isEmpty()) {
      throw missing(
          "There is no run \"" + Words.printable(word) + "\"; `trainyard runs` lists them.");
    }
    if (fitting.size() > 1) {
      String some =
          fitting.stream()
              .limit(MOST_NAMED)
              .map(RunReference::described)
              .collect(Collectors.joining(", "));
      String more = fitting.size() > MOST_NAMED ? ", ..." : "";
      throw new UsageException(
          "\"" + Words.printable(word) + "\" fits several runs: " + some + more + ".");
    }
    return fitting.get(0);
  }

  private static String described(RunView run) {
    String name = run.name();
    return run.runId() + (name == null ? "" : " (" + Words.printable(name) + ")");
  }

  private static TrainyardException missing(String sentence) {
    return new TrainyardException(ErrorCode.RUN_NOT_FOUND, sentence);
  }
}
