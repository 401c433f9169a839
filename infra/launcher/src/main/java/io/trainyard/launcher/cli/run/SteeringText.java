package io.trainyard.launcher.cli.run;

import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.Steering;
import io.trainyard.launcher.cli.text.Amount;

/** What was asked to be changed of a run, and what came of it, in words. */
final class SteeringText {
  private SteeringText() {}

  /** Such as {@code learning rate 0.0005}. */
  static String value(Steering steering) {
    return switch (steering.key()) {
      case LEARNING_RATE -> "learning rate " + Amount.number(steering.value());
      case EPOCHS -> Amount.number(steering.value()) + " epochs";
    };
  }

  /** Such as {@code applied after iteration 512}. */
  static String outcome(Steering steering, RunView run) {
    Long iteration = steering.iteration();
    if (iteration != null) {
      return "applied after iteration " + Amount.count(iteration);
    }
    if (!stands(steering, run)) {
      return "not applied: a later one took its place";
    }
    return run.state().isTerminal() ? "not applied: run ended" : "not applied yet";
  }

  /** Whether no later request changes the same setting. */
  static boolean stands(Steering steering, RunView run) {
    return run.steering().stream()
        .noneMatch(other -> other.key() == steering.key() && other.request() > steering.request());
  }
}
