package io.trainyard.client.stream;

import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.RunResult;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.Metric;
import java.time.Duration;

/** What a live stream tells: the cluster's events, and how the connection is doing. */
public sealed interface StreamEvent {

  record Log(LogLine line) implements StreamEvent {}

  record Point(Metric metric) implements StreamEvent {}

  record Change(RunChange change) implements StreamEvent {}

  record Result(String runId, RunResult result) implements StreamEvent {}

  /** Something is missing here; history has what Kafka still holds. */
  record Gap(String data) implements StreamEvent {}

  /**
   * The stream could not resume where it stood and starts anew: what comes may be known already.
   */
  record Reset(String data) implements StreamEvent {}

  /** The run has ended and so has the stream. */
  record End(String data) implements StreamEvent {}

  /** Named or worded as this version does not know. */
  record Unknown(String name, String data) implements StreamEvent {}

  record Connected() implements StreamEvent {}

  /** The connection broke; the next try is made after the delay. */
  record Disconnected(String why, Duration retryIn) implements StreamEvent {}

  /** The cluster refused the stream for good; nothing follows. */
  record Refused(TrainyardException why) implements StreamEvent {}
}
