package io.trainyard.launcher.cli.train;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.run.RunError;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.run.ResultText;
import io.trainyard.launcher.cli.text.Amount;
import io.trainyard.launcher.cli.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What is said at a run's end.
 *
 * @param boxBytes memory of the box just now; empty when there is none here
 */
record TrainSummary(Style style, Supplier<OptionalLong> boxBytes) {

  List<String> lines(RunView run) {
    List<String> lines = new ArrayList<>();
    RunResult result = run.result();
    if (result == null) {
      lines.add(ending(run));
      lines.add("Its log: trainyard logs " + run.runId());
    } else {
      ResultText text = new ResultText(result);
      lines.add("Run " + run.runId() + " " + style.state(run.state()) + ": " + accuracy(text));
      lines.add("Time:  " + text.times());
      lines.add("Model: " + result.modelId());
      lines.add("       " + text.size() + "; get it with `trainyard model download last`");
    }
    boxBytes.get().ifPresent(bytes -> lines.add(box(bytes)));
    return lines;
  }

  private String accuracy(ResultText text) {
    return style.bold(text.accuracy());
  }

  private String ending(RunView run) {
    RunError error = run.error();
    String why = error == null ? run.reason() : error.message() + " (" + error.code() + ")";
    return "Run " + run.runId() + " " + style.state(run.state()) + ": " + Words.safe(why);
  }

  private static String box(long bytes) {
    return "The cluster goes on running with "
        + Amount.bytes(bytes)
        + " of memory; `trainyard down` stops it and keeps the data.";
  }
}
