package io.trainyard.node.master;

import io.trainyard.contract.journal.JournalEvent.RunEvent;
import io.trainyard.node.messaging.Journal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master's words to the journal, of one run one at a time: the next is chosen once the last one
 * is decided. Safe for use by any thread.
 */
final class Proposals {
  private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);

  private final Journal journal;
  private final Set<String> undecided = ConcurrentHashMap.newKeySet();

  Proposals(Journal journal) {
    this.journal = journal;
  }

  boolean isUndecided(String runId) {
    return undecided.contains(runId);
  }

  void propose(RunEvent event) {
    propose(event, offset -> {});
  }

  /**
   * Proposes unless the run waits for another decision.
   *
   * @param onCounted called with the event's offset once it was read back there as counted
   */
  void propose(RunEvent event, LongConsumer onCounted) {
    String runId = event.runId();
    if (!undecided.add(runId)) {
      return;
    }
    var unused =
        journal
            .propose(event)
            .whenComplete(
                (read, failure) -> {
                  undecided.remove(runId);
                  if (failure != null) {
                    LOG.atWarn()
                        .addKeyValue("runId", runId)
                        .log(
                            "{} was not recorded: {}",
                            event.getClass().getSimpleName(),
                            failure.getMessage());
                  } else if (read.verdict().counted()) {
                    onCounted.accept(read.offset());
                  }
                });
  }
}
