package io.trainyard.node.master;

import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.telemetry.Heartbeat;
import java.time.Instant;
import java.util.List;

/** A heartbeat for tests. */
record Beat(Owner owner, long foldedOffset, int free, boolean silent) {

  /** Of a worker with one slot, which is free. */
  static Beat of(Owner owner) {
    return new Beat(owner, owner.incarnation(), 1, false);
  }

  Beat foldedTo(long offset) {
    return new Beat(owner, offset, free, silent);
  }

  Beat busy() {
    return new Beat(owner, foldedOffset, 0, silent);
  }

  Beat withoutJournal(boolean without) {
    return new Beat(owner, foldedOffset, free, without);
  }

  Heartbeat.OfWorker made() {
    return new Heartbeat.OfWorker(
        owner,
        foldedOffset,
        "http://127.0.0.1:8000",
        "cpu",
        1,
        free,
        List.of(0),
        List.of(),
        List.of(),
        silent,
        Instant.EPOCH);
  }
}
