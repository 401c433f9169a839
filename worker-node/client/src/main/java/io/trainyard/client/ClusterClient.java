package io.trainyard.client;

import io.trainyard.client.http.Call;
import io.trainyard.client.http.Calls;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.contract.cluster.ClusterView;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.cluster.TestRecord;
import io.trainyard.contract.cluster.WorkerExit;
import io.trainyard.contract.cluster.WorkerList;
import io.trainyard.contract.cluster.WorkerView;
import java.time.Duration;

/**
 * Calls about the cluster and its nodes. What a node tells of itself comes from whichever node
 * answers; ask a client with that one address. Blocking; any thread.
 */
public final class ClusterClient {
  /** It reads every checkpoint and model. */
  private static final Duration AUDIT = Duration.ofMinutes(15);

  private final Calls calls;

  ClusterClient(Calls calls) {
    this.calls = calls;
  }

  public ClusterView view() {
    return calls.json(Call.of(Route.CLUSTER), ClusterView.class);
  }

  /**
   * Folds the journal anew and looks for what it names; BUSY while another audit goes on.
   *
   * @param minutes for which a run may wait before it is listed, from 1 on
   */
  public AuditReport audit(int minutes) {
    Call call = Call.of(Route.CLUSTER_AUDIT).query("waiting", minutes).within(AUDIT);
    return calls.json(call, AuditReport.class);
  }

  public WorkerList workers() {
    return calls.json(Call.of(Route.WORKERS), WorkerList.class);
  }

  /** Tells the master that a worker's process has ended. */
  public void workerExited(String workerId, WorkerExit exit) {
    calls.done(Call.of(Route.WORKER_EXITED, workerId).json(exit).asRepeatable());
  }

  /** The node's health, DOWN included. */
  public Health health() {
    return calls.jsonEvenIfDown(Call.of(Route.HEALTH), Health.class);
  }

  /** Kafka as the node sees it, DOWN included. */
  public KafkaStatus kafkaStatus() {
    return calls.jsonEvenIfDown(Call.of(Route.KAFKA_STATUS), KafkaStatus.class);
  }

  public TestRecord sendTestRecord() {
    return calls.json(Call.of(Route.SEND_TEST_RECORD), TestRecord.class);
  }

  /** What a worker says of itself. */
  public WorkerView status() {
    return calls.json(Call.of(Route.STATUS), WorkerView.class);
  }

  /** The node's metrics as Prometheus reads them. */
  public String metrics() {
    return calls.text(Call.of(Route.METRICS));
  }

  public String openApi() {
    return calls.text(Call.of(Route.OPENAPI));
  }
}
