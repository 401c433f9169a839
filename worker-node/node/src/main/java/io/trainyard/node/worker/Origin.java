package io.trainyard.node.worker;

import io.trainyard.contract.run.Steering;
import io.trainyard.engine.model.NetworkState;
import io.trainyard.engine.train.AppliedSteering;
import io.trainyard.engine.train.TrainingJob;
import io.trainyard.engine.train.TrainingState;
import java.util.ArrayList;
import java.util.List;

/** What an attempt goes on from. */
sealed interface Origin {
  /** The iteration it goes on from. */
  long iteration();

  int epochsDone();

  /** The job as it is to be done from here. */
  TrainingJob in(TrainingJob job, List<Steering> plan);

  /** The journal says after which iteration, the engine before which. */
  private static List<AppliedSteering> recorded(List<Steering> plan) {
    List<AppliedSteering> recorded = new ArrayList<>();
    for (Steering steering : plan) {
      Long after = steering.iteration();
      if (after != null) {
        recorded.add(AppliedSteering.recorded(LearningControl.request(steering), after + 1));
      }
    }
    return recorded;
  }

  /** A fresh network. */
  record Fresh() implements Origin {
    @Override
    public long iteration() {
      return 0;
    }

    @Override
    public int epochsDone() {
      return 0;
    }

    @Override
    public TrainingJob in(TrainingJob job, List<Steering> plan) {
      return job.following(recorded(plan));
    }
  }

  /** The run's own training, or one that it repeats exactly. */
  record Resumed(TrainingState state) implements Origin {
    @Override
    public long iteration() {
      return state.progress().iteration();
    }

    @Override
    public int epochsDone() {
      return state.progress().epochsDone();
    }

    @Override
    public TrainingJob in(TrainingJob job, List<Steering> plan) {
      return job.resuming(state, recorded(plan));
    }
  }

  /** What another run has learned. */
  record Continued(NetworkState network) implements Origin {
    @Override
    public long iteration() {
      return network.iteration();
    }

    @Override
    public int epochsDone() {
      return network.epoch();
    }

    @Override
    public TrainingJob in(TrainingJob job, List<Steering> plan) {
      return job.continuing(network).following(recorded(plan));
    }
  }
}
