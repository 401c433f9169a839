package io.trainyard.launcher.cli.run;

import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.Screen;
import java.util.function.Function;

/** How a run stands after it was asked something: a sentence for people, or JSON. */
record RunAnswer(Screen screen, boolean json) {

  /** The sentence must be safe to show. */
  void show(RunView run, Function<RunView, String> sentence) {
    if (json) {
      screen.json(run);
    } else {
      screen.line(sentence.apply(run));
    }
  }
}
