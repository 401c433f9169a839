package io.trainyard.faults;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.acceptance.Yard;
import io.trainyard.client.ClientConfig;
import io.trainyard.client.RunsClient;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunState;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerRequest;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.store.CassandraSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The full box that all fault tests share and break, and those who look at it from outside. */
final class FullYard {
  static final Duration LONG = Duration.ofMinutes(4);

  private static final String FEW = "few-digits";

  private final Yard yard;
  private final Processes processes;
  private final Map<TaskRequest, String> undisturbed = new HashMap<>();
  private Outsiders outsiders;

  /** Clients of one life of the box. */
  private record Outsiders(TrainyardClient client, Witness witness, CassandraSession cassandra)
      implements AutoCloseable {
    @Override
    public void close() {
      witness.close();
      cassandra.close();
    }
  }

  private FullYard() {
    Yard.endShared();
    // Data come through Redis and Cassandra in every epoch, not once.
    this.yard = Yard.start(Map.of("TRAINYARD_WORKER_HELD_BYTES", "0"), "--full");
    this.processes = new Processes(yard.home());
    this.outsiders = connect();
    client().datasets().add(SmallDigits.in(yard.home().resolve("digits")), (sent, of) -> {});
    addDigits(FEW, 5);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> outsiders.close(), "end the outsiders"));
  }

  private static final class Shared {
    static final FullYard YARD = new FullYard();
  }

  /** Started at the first call, ended with the virtual machine. */
  static FullYard shared() {
    return Shared.YARD;
  }

  private Outsiders connect() {
    List<URI> masters = yard.services("master").stream().map(URI::create).toList();
    TrainyardClient client = new TrainyardClient(ClientConfig.of(masters, token()));
    Witness witness = new Witness(String.join(",", yard.services("kafka")));
    List<InetSocketAddress> cassandra =
        yard.services("cassandra").stream()
            .map(address -> URI.create("cql://" + address))
            .map(uri -> new InetSocketAddress(uri.getHost(), uri.getPort()))
            .toList();
    CassandraSettings settings =
        new CassandraSettings(cassandra, CassandraSettings.DEFAULT_DATACENTER, cassandra.size());
    return new Outsiders(
        client, witness, CassandraSession.open(settings, LONG, new SimpleMeterRegistry()));
  }

  String token() {
    try {
      return Files.readString(yard.home().resolve("token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the box anew after its end; addresses may have moved. */
  void upAgain() {
    outsiders.close();
    var up = yard.trainyard("up", "--full", "--detach");
    if (up.exitCode() != 0) {
      throw new AssertionError(up.out() + up.err());
    }
    outsiders = connect();
  }

  Yard yard() {
    return yard;
  }

  Processes processes() {
    return processes;
  }

  TrainyardClient client() {
    return outsiders.client();
  }

  RunsClient runs() {
    return client().runs();
  }

  Witness witness() {
    return outsiders.witness();
  }

  BlobStore blobs() {
    return new BlobStore(outsiders.cassandra(), Clock.systemUTC(), new SimpleMeterRegistry());
  }

  /** An MLP on the small digits. */
  static TaskRequest task(int epochs) {
    return task(SmallDigits.NAME, epochs);
  }

  /** A run of a moment, for those who need many. */
  static TaskRequest brief() {
    return task(FEW, 1);
  }

  private static TaskRequest task(String dataset, int epochs) {
    return new TaskRequest(dataset, epochs, 32, 0.001, 7L, null, null, null, null);
  }

  /** Uploads digits of their own under a name. */
  void addDigits(String name, long seed) {
    Path folder = yard.home().resolve(name);
    client().datasets().add(SmallDigits.in(folder, name, 2_000, seed), (sent, of) -> {});
  }

  /** What a node tells Prometheus. */
  String metricsOf(String node) {
    ClientConfig config = ClientConfig.of(List.of(processes.address(node)), token());
    return new TrainyardClient(config).cluster().metrics();
  }

  String submit(TaskRequest task) {
    return runs().submit(ModelType.MLP, task).runId();
  }

  /** The run once it is so. */
  RunView until(String run, Predicate<RunView> so, Duration patience) {
    return await("run " + run)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> runs().find(run), so);
  }

  /** The run once it has ended. */
  RunView ended(String run) {
    return until(run, view -> view.state().isTerminal(), LONG);
  }

  /** The run while it learns beyond a checkpoint. */
  RunView midEpoch(String run) {
    return until(run, FullYard::isBeyondACheckpoint, LONG);
  }

  private static boolean isBeyondACheckpoint(RunView run) {
    return run.state() == RunState.RUNNING
        && run.checkpoint() != null
        && run.progress() != null
        && run.progress().iteration() > run.checkpoint().iteration();
  }

  /** Lets a run that learns end with the epoch it is in; returns it succeeded. */
  RunView finished(String run) {
    RunView now = until(run, view -> epoch(view) > 0 || view.state().isTerminal(), LONG);
    if (!now.state().isTerminal()) {
      runs().steer(run, new SteerRequest(null, epoch(now)));
    }
    RunView end = ended(run);
    if (end.state() != RunState.SUCCEEDED) {
      throw new AssertionError(run + " has not succeeded: " + end);
    }
    return end;
  }

  /** The one it learns in, 0 while it learns nothing. */
  private static int epoch(RunView run) {
    return run.progress() == null ? 0 : run.progress().epoch();
  }

  /** The model's id of such a run that nobody disturbs. */
  String undisturbedModel(TaskRequest task) {
    return undisturbed.computeIfAbsent(task, wanted -> modelOf(ended(submit(wanted))));
  }

  static String modelOf(RunView run) {
    if (run.result() == null) {
      throw new AssertionError("no result: " + run);
    }
    return run.result().modelId();
  }

  /** Returns once all services answer and every slot is free. */
  void awaitRest() {
    processes.awaitAllUp();
    await("every slot is free")
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () -> {
              var workers = client().cluster().workers().workers();
              return workers.size() == 2
                  && workers.stream()
                      .allMatch(w -> w.status().equals("UP") && w.freeSlots() == w.slots());
            });
  }
}
