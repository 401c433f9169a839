package io.trainyard.engine.train;

import io.trainyard.engine.data.Batch;
import io.trainyard.engine.data.ItemStream;
import io.trainyard.engine.data.SplitData;
import io.trainyard.engine.model.Network;
import java.io.IOException;
import java.util.Optional;

/** Has a network classify whole splits. Used by one thread. */
final class Evaluation {
  private static final int BATCH = 256;

  private final Network network;
  private final TrainingListener listener;
  private final Gate gate;
  private final PhaseTimer timer;
  private final Batch batch;

  Evaluation(Network network, TrainingListener listener, Gate gate, PhaseTimer timer) {
    this.network = network;
    this.listener = listener;
    this.gate = gate;
    this.timer = timer;
    this.batch = network.newBatch(BATCH);
  }

  /** Empty when stopped on the way. */
  Optional<Score> of(SplitData split, Phase phase) throws IOException {
    listener.phaseStarted(phase);
    ScoreSheet sheet = new ScoreSheet(network.layout().classes());
    try (ItemStream stream = split.inOrder()) {
      while (timer.time(phase, () -> stream.next(batch))) {
        if (gate.isClosed()) {
          return Optional.empty();
        }
        sheet.add(batch, timer.time(phase, () -> network.predict(batch)));
        listener.progressed(phase);
      }
    }
    return Optional.of(sheet.score());
  }
}
