package io.trainyard.launcher.box.control;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Follows what the supervisor says of its box, change by change. For one thread. */
public final class StatusWatch {
  private final ControlClient control;
  private long seen = ControlServer.NOTHING_SEEN;

  StatusWatch(ControlClient control) {
    this.control = control;
  }

  /**
   * The newest status: at once at the first call, afterwards as soon as it has changed, and at the
   * latest after this time, whole seconds.
   *
   * @return empty when no supervisor runs any more
   */
  public Optional<BoxStatus> next(Duration longest) throws IOException {
    Optional<ControlClient.Answer> answer = control.statusAfter(seen, longest);
    answer.ifPresent(told -> seen = told.revision());
    return answer.map(ControlClient.Answer::status);
  }
}
