package io.trainyard.node.worker;

import io.trainyard.contract.run.RunProgress;
import io.trainyard.contract.run.Steering;
import java.util.List;

/** A learning under way, as the worker leads it. Nothing here blocks; any thread may call. */
public interface Learning {

  /** The attempt's Started counts: the learning may begin. */
  void begin();

  /** To end as soon as it can, saving nothing. */
  void stop();

  /** To end at the next step; what was learned since the last checkpoint is saved before. */
  void saveAndStop();

  /** Whether it may learn has changed perhaps: to ask {@link LearningEvents#mayLearn} again. */
  void look();

  /** What is wanted of it from now on: all pending requests, one a key at most. */
  void steer(List<Steering> pending);

  RunProgress progress();

  /** Steps done, of any kind; it only grows while the learning lives. */
  long steps();

  /** Whether it waits for a store, or for {@link #begin}: no step is to be expected then. */
  boolean isWaiting();
}
