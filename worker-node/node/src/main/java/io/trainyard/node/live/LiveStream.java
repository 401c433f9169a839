package io.trainyard.node.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.messaging.KafkaClients;
import io.trainyard.node.messaging.NamedThreads;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.service.LogStreams;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live stream of one node: log lines, metrics, states and results, from one reader of Kafka to
 * any number of clients. Make it before the journal is folded, so that it hears of every change.
 * Safe for any thread.
 */
public final class LiveStream implements LogStreams, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final int DELIVERERS = 2;
  private static final int READERS = 3;
  private static final long RETRY_MILLIS = 500;
  private static final long TAIL_MILLIS = 20;

  private final KafkaClients clients;
  private final RunStates states;
  private final LiveLimits limits;
  private final StateHistory history = new StateHistory();
  private final Fanout fanout = new Fanout();
  private final RecordReader records;
  private final CatchUp catchUp;
  private final Tail tail;
  private final Counter stalled;
  private final Set<LiveSubscription> open = ConcurrentHashMap.newKeySet();
  private final Deque<PastReader> idleReaders = new ArrayDeque<>();
  private final ScheduledThreadPoolExecutor deliverers = pool("live-deliver", DELIVERERS);
  private final ScheduledThreadPoolExecutor readers = pool("live-past", READERS);
  private final Workers workers = new Workers();
  private volatile boolean closed;

  public LiveStream(
      KafkaClients clients, RunStates states, MeterRegistry meters, LiveLimits limits) {
    this.clients = clients;
    this.states = states;
    this.limits = limits;
    this.records =
        new RecordReader(states, meters.counter(MetricNames.RECORDS_SKIPPED, "reader", "live"));
    this.catchUp = new CatchUp(states, history, fanout);
    this.tail = new Tail(clients, fanout, records);
    this.stalled = meters.counter(MetricNames.LIVE_STALLED);
    Gauge.builder(MetricNames.LIVE_STREAMS, open, Set::size).register(meters);
    states.onRestored(this::begin);
    states.onChange(this::changed);
  }

  /** Begins to read; streams can be opened a moment later. */
  public void start() {
    tail.start();
  }

  @Override
  public Subscription subscribe(
      @Nullable String runId, @Nullable String lastEventId, Subscriber subscriber) {
    if (runId != null && states.find(runId).isEmpty()) {
      throw new TrainyardException(ErrorCode.RUN_NOT_FOUND, "There is no run " + runId + ".");
    }
    String cluster = tail.cluster();
    Scope scope = Scope.of(runId);
    EventId ids = new EventId(cluster == null ? "" : cluster, scope);
    Cursor resumed = lastEventId == null ? null : ids.read(lastEventId).orElse(null);
    Cursor anew = catchUp.beginning(scope).orElse(null);
    if (cluster == null || anew == null) {
      throw new TrainyardException(
          ErrorCode.KAFKA_UNAVAILABLE, "The live stream has not found Kafka yet; try again.");
    }
    LiveSubscription stream =
        new LiveSubscription(
            scope, ids, resumed == null ? anew : resumed, subscriber, workers, limits);
    admit(stream);
    if (lastEventId != null && resumed == null) {
      String why = "The id is of another run or cluster; the stream begins anew.";
      stream.jump(anew, EventJson.RESET, EventJson.of(new EventJson.Reset(why)));
    }
    stream.begin();
    return stream;
  }

  private synchronized void admit(LiveSubscription stream) {
    if (closed) {
      throw new TrainyardException(ErrorCode.NOT_READY, "The node is ending.");
    }
    if (open.size() >= limits.streams()) {
      throw new TrainyardException(
          ErrorCode.TOO_MANY_STREAMS, limits.streams() + " streams are open already.");
    }
    open.add(stream);
  }

  /** Of each entry two events may tell, so a cursor counts double at the journal's place. */
  private void begin(RunStates.Past past) {
    long first = 2 * past.next();
    history.begin(first, past.ended());
    fanout.beginAt(Places.JOURNAL, first);
  }

  private void changed(StateChange change) {
    List<LiveEvent> events = EventJson.of(change);
    history.add(events);
    events.forEach(fanout::tell);
  }

  private void catchUp(LiveSubscription stream) {
    if (!stream.isOpen()) {
      return;
    }
    CatchUp.Step step = catchUp.joins(stream) ? CatchUp.Step.DONE : read(stream);
    if (step == CatchUp.Step.WAIT) {
      workers.later(readers, () -> tryCatchUp(stream), TAIL_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      stream.caughtUp();
    }
  }

  private CatchUp.Step read(LiveSubscription stream) {
    PastReader reader = borrow();
    try {
      if (!stream.isSettled()) {
        catchUp.settle(stream, reader);
        stream.settled(true);
      }
      CatchUp.Step step = catchUp.advance(stream, reader);
      giveBack(reader);
      return step;
    } catch (KafkaException e) {
      stream.settled(false);
      reader.close();
      throw e;
    }
  }

  private void tryCatchUp(LiveSubscription stream) {
    try {
      catchUp(stream);
    } catch (KafkaException e) {
      LOG.atWarn().addKeyValue("why", e.getMessage()).log("The past cannot be read just now");
      workers.later(readers, () -> tryCatchUp(stream), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("A stream broke while reading the past");
      stream.fail("The stream broke inside the node.");
    }
  }

  private PastReader borrow() {
    synchronized (idleReaders) {
      PastReader idle = idleReaders.poll();
      return idle == null ? new PastReader(clients, records) : idle;
    }
  }

  private void giveBack(PastReader reader) {
    synchronized (idleReaders) {
      if (!closed) {
        idleReaders.push(reader);
        return;
      }
    }
    reader.close();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    tail.close();
    open.forEach(stream -> stream.fail("The node is ending."));
    readers.shutdown();
    deliverers.shutdown();
    awaitEnd(readers);
    awaitEnd(deliverers);
    synchronized (idleReaders) {
      idleReaders.forEach(PastReader::close);
      idleReaders.clear();
    }
  }

  private static void awaitEnd(ScheduledThreadPoolExecutor pool) {
    try {
      if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static ScheduledThreadPoolExecutor pool(String name, int threads) {
    return new ScheduledThreadPoolExecutor(threads, task -> NamedThreads.daemon(name, task));
  }

  /** The pools as a stream sees them. */
  private final class Workers implements StreamWorkers {
    @Override
    public void deliver(Runnable turn) {
      later(deliverers, turn, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public void deliverLater(Runnable turn, long delay, TimeUnit unit) {
      later(deliverers, turn, delay, unit);
    }

    @Override
    public void catchUp(LiveSubscription stream) {
      later(readers, () -> tryCatchUp(stream), 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stalled() {
      stalled.increment();
    }

    @Override
    public void closed(LiveSubscription stream) {
      fanout.leave(stream);
      open.remove(stream);
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    private void later(ScheduledThreadPoolExecutor pool, Runnable turn, long delay, TimeUnit unit) {
      if (!pool.isShutdown()) {
        var unused = pool.schedule(turn, delay, unit);
      }
    }
  }
}
