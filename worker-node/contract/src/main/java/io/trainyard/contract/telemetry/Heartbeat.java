package io.trainyard.contract.telemetry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.RunProgress;
import java.time.Instant;
import java.util.List;

/** What passes through the heartbeats topic. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Heartbeat.OfWorker.class, name = "worker"),
  @JsonSubTypes.Type(value = Heartbeat.Probe.class, name = "probe"),
})
public sealed interface Heartbeat {

  /**
   * A worker lives, every 2 s.
   *
   * @param foldedOffset the last journal offset this worker has folded, -1 before the first
   * @param address where its REST answers, such as {@code http://127.0.0.1:8000}
   * @param device what it computes on, for people
   * @param partitions of the tasks topic that it reads
   * @param runs that it owns
   * @param claims run ids of claims not yet decided
   */
  record OfWorker(
      Owner owner,
      long foldedOffset,
      String address,
      String device,
      int slots,
      int freeSlots,
      List<Integer> partitions,
      List<RunProgress> runs,
      List<String> claims,
      boolean withoutJournal,
      Instant at)
      implements Heartbeat {
    public OfWorker {
      partitions = List.copyOf(partitions);
      runs = List.copyOf(runs);
      claims = List.copyOf(claims);
    }
  }

  /** The master's own round trip through the topic, every 2 s. */
  record Probe(String masterId, long number, long foldedOffset, Instant at) implements Heartbeat {}
}
