package io.trainyard.launcher.cli.train;

import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.run.RunView;

/** Shows a training from its preparation to its end. For one thread. */
interface FollowView {

  /** A step before there is a run. */
  void step(String sentence);

  /** What a person must not miss. */
  void warning(String sentence);

  void stored(StoreAnswer dataset);

  void submitted(RunView run);

  /** News, and what is known with it. */
  void event(StreamEvent event, RunWatch now);

  /** Time passes. */
  void tick(RunWatch now);

  /** The run has ended. */
  void finished(RunView run);
}
