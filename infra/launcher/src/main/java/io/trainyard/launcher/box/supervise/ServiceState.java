package io.trainyard.launcher.box.supervise;

import io.trainyard.launcher.box.process.Child;
import java.time.Instant;
import java.util.Optional;

/** Where a service is in its life. */
sealed interface ServiceState {
  /** Not started yet: others must serve first. */
  record Waiting() implements ServiceState {}

  /** Its process runs and does not answer yet. */
  record Starting(Child child, Instant since) implements Running {}

  /** It answers. */
  record Up(Child child, Instant since) implements Running {}

  /** Its process runs and has stopped answering. */
  record Silent(Child child, Instant since) implements Running {}

  /** It died and is started again at the given time. */
  record Restarting(Instant at, String why) implements ServiceState {}

  /** Was told to end, by a shutdown or by a person; ended if there is no child any more. */
  record Ending(Child child, Instant killAt, boolean killed) implements Running {}

  /** Ended for good, or until it is started again by hand. */
  record Down() implements ServiceState {}

  /** The states that have a process. */
  sealed interface Running extends ServiceState {
    Child child();
  }

  default Optional<Child> process() {
    return this instanceof Running running ? Optional.of(running.child()) : Optional.empty();
  }

  /** As people and JSON see it. */
  default String label() {
    if (this instanceof Waiting) {
      return "WAITING";
    } else if (this instanceof Starting) {
      return "STARTING";
    } else if (this instanceof Up) {
      return "UP";
    } else if (this instanceof Silent) {
      return "SILENT";
    } else if (this instanceof Restarting) {
      return "RESTARTING";
    } else if (this instanceof Ending) {
      return "STOPPING";
    }
    return "DOWN";
  }
}
