package io.trainyard.node.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A topic of one partition that everybody reads from its present end on, in order. */
final class VirtualTopic<T> {
  private static final Duration RETRY = Duration.ofMillis(200);

  private final List<T> records = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private Consumer<T> listener = record -> {};

  /** Hears of each record as it is written. */
  void onAppend(Consumer<T> hears) {
    listener = hears;
  }

  void append(T record) {
    listener.accept(record);
    records.add(record);
    readers.removeIf(reader -> !reader.process.isAlive());
    List.copyOf(readers).forEach(Reader::readOn);
  }

  /** Hands the process each record from now on. */
  void read(VirtualProcess process, LogFaults faults, Consumer<T> listener) {
    readers.add(new Reader(process, faults, listener, records.size()));
  }

  private final class Reader {
    private final VirtualProcess process;
    private final LogFaults faults;
    private final Consumer<T> listener;
    private int next;
    private boolean reading;

    Reader(VirtualProcess process, LogFaults faults, Consumer<T> listener, int next) {
      this.process = process;
      this.faults = faults;
      this.listener = listener;
      this.next = next;
    }

    void readOn() {
      if (!reading && next < records.size()) {
        reading = true;
        process.after(faults.readDelay(process.name()), this::fetched);
      }
    }

    private void fetched() {
      if (!faults.isReachable(process.name())) {
        process.after(RETRY, this::fetched);
        return;
      }
      reading = false;
      listener.accept(records.get(next++));
      readOn();
    }
  }
}
