package io.trainyard.node.simulation;

import io.trainyard.contract.telemetry.Task;
import io.trainyard.node.worker.WorkerCore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks topic and the consumer group of its readers: static members, a session of 6 s, offsets
 * committed after the decision. What was not committed comes again to the next reader.
 */
final class VirtualGroup {
  static final int PARTITIONS = 8;
  private static final Duration SESSION = Duration.ofSeconds(6);
  private static final Duration POLL = Duration.ofMillis(100);

  private final VirtualTime time;
  private final LogFaults faults;
  private final List<Partition> partitions = new ArrayList<>();
  private Consumer<Task> listener = task -> {};
  private final Map<String, Member> members = new HashMap<>();

  private static final class Partition {
    private final List<Task> records = new ArrayList<>();
    private int committed;
    private @Nullable Member owner;
  }

  VirtualGroup(VirtualTime time, LogFaults faults) {
    this.time = time;
    this.faults = faults;
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new Partition());
    }
    balance();
  }

  /** Hears of each task that will not come again. */
  void onCommit(Consumer<Task> hears) {
    listener = hears;
  }

  void send(int partition, Task task) {
    partitions.get(partition).records.add(task);
  }

  /** A process takes the place of its worker id; one that was there before is fenced. */
  void join(VirtualProcess process, WorkerCore core) {
    Member old = members.get(process.name());
    Member member = new Member(process, core);
    members.put(process.name(), member);
    if (old != null) {
      old.fenced = true;
      partitions.stream().filter(p -> p.owner == old).forEach(p -> p.owner = member);
    }
    member.poll();
  }

  private void balance() {
    members.values().removeIf(this::expired);
    if (!members.isEmpty()) {
      List<Member> all = members.values().stream().sorted(this::byName).toList();
      for (Partition partition : partitions) {
        if (partition.owner == null || share(partition.owner) > fair(all.size())) {
          partition.owner = all.stream().min((a, b) -> share(a) - share(b)).orElseThrow();
        }
      }
    }
    time.after(Duration.ofSeconds(1), this::balance);
  }

  private boolean expired(Member member) {
    boolean gone = time.now() - member.lastPoll > SESSION.toNanos();
    if (gone) {
      partitions.stream().filter(p -> p.owner == member).forEach(p -> p.owner = null);
    }
    return gone;
  }

  private int byName(Member a, Member b) {
    return a.process.name().compareTo(b.process.name());
  }

  private int share(Member member) {
    return (int) partitions.stream().filter(p -> p.owner == member).count();
  }

  private static int fair(int members) {
    return (PARTITIONS + members - 1) / members;
  }

  private final class Member {
    private final VirtualProcess process;
    private final WorkerCore core;
    private final Map<Integer, Integer> busy = new HashMap<>();
    private List<Integer> reads = List.of();
    private long lastPoll = time.now();
    private boolean fenced;

    Member(VirtualProcess process, WorkerCore core) {
      this.process = process;
      this.core = core;
    }

    void poll() {
      if (fenced) {
        core.fenced();
        return;
      }
      if (faults.isReachable(process.name())) {
        lastPoll = time.now();
        if (!members.containsValue(this)) {
          members.put(process.name(), this);
        }
        List<Integer> mine = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
          if (partitions.get(i).owner == this) {
            mine.add(i);
            take(i);
          }
        }
        if (!mine.equals(reads)) {
          reads = mine;
          core.reads(mine);
        }
      }
      process.after(POLL, this::poll);
    }

    private void take(int number) {
      Partition partition = partitions.get(number);
      int at = partition.committed;
      if (at < partition.records.size() && !Objects.equals(busy.get(number), at)) {
        busy.put(number, at);
        var unused =
            core.offer(partition.records.get(at))
                .whenComplete((decided, failure) -> commit(partition, at));
      }
    }

    private void commit(Partition partition, int at) {
      if (partition.owner == this && partition.committed == at) {
        partition.committed = at + 1;
        listener.accept(partition.records.get(at));
      }
    }
  }
}
