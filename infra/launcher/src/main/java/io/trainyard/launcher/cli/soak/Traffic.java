package io.trainyard.launcher.cli.soak;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.cluster.ClusterView;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.TaskRequest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Keeps the yard in work: short and long runs of every model, a few always waiting. One thread. */
final class Traffic {
  /** So many may wait or learn; more would only lengthen the end. */
  private static final int MOST_OPEN = 5;

  private final TrainyardClient client;
  private final String dataset;
  private final Ledger ledger;
  private final SplittableRandom random;
  private int number;

  Traffic(TrainyardClient client, String dataset, Ledger ledger, long seed) {
    this.client = client;
    this.dataset = dataset;
    this.ledger = ledger;
    this.random = new SplittableRandom(seed);
  }

  /** Submits one run if there is room for it. */
  void tick() {
    try {
      ClusterView view = client.cluster().view();
      if (view.queued() + view.running() >= MOST_OPEN) {
        return;
      }
    } catch (TrainyardException e) {
      // Without an answer it is submitted all the more: what is accepted now must not be lost.
      ledger.ordered("look refused");
    }
    submit();
  }

  private void submit() {
    boolean isLong = random.nextInt(4) == 0;
    ModelType model = model();
    number++;
    try {
      String id =
          client.runs().submit(model, request(model, isLong), UUID.randomUUID().toString()).runId();
      ledger.accepted(id);
    } catch (TrainyardException e) {
      ledger.refused(e);
    }
  }

  private ModelType model() {
    return switch (random.nextInt(4)) {
      case 0 -> ModelType.CNN;
      case 1 -> ModelType.LSTM;
      default -> ModelType.MLP;
    };
  }

  private TaskRequest request(ModelType model, boolean isLong) {
    int more = model == ModelType.MLP ? 10 : 3;
    return new TaskRequest(
        dataset,
        isLong ? more : 1,
        null,
        null,
        random.nextLong(1, 1_000_000),
        null,
        "soak " + number,
        List.of("soak"),
        null);
  }
}
