package io.trainyard.contract.api;

import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.contract.cluster.ClusterView;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.cluster.TestRecord;
import io.trainyard.contract.cluster.WorkerExit;
import io.trainyard.contract.cluster.WorkerList;
import io.trainyard.contract.cluster.WorkerView;
import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.WarmAnswer;
import io.trainyard.contract.model.ModelList;
import io.trainyard.contract.model.ModelView;
import io.trainyard.contract.run.AnnotateRequest;
import io.trainyard.contract.run.CloneRequest;
import io.trainyard.contract.run.ContinueRequest;
import io.trainyard.contract.run.PriorityRequest;
import io.trainyard.contract.run.RunList;
import io.trainyard.contract.run.RunView;
import io.trainyard.contract.run.SteerRequest;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.contract.telemetry.MetricHistory;
import java.util.Optional;

/** Which record a route takes and which one it answers with. */
public final class RouteBodies {
  private RouteBodies() {}

  /** The JSON body that a call may bring; empty for a route that takes none, or an upload. */
  public static Optional<Class<?>> request(Route route) {
    return switch (route) {
      case SEND_TASK -> Optional.of(TaskRequest.class);
      case WORKER_EXITED -> Optional.of(WorkerExit.class);
      case RUN_ANNOTATE -> Optional.of(AnnotateRequest.class);
      case RUN_STEER -> Optional.of(SteerRequest.class);
      case RUN_PRIORITY -> Optional.of(PriorityRequest.class);
      case RUN_CONTINUE -> Optional.of(ContinueRequest.class);
      case RUN_CLONE -> Optional.of(CloneRequest.class);
      default -> Optional.empty();
    };
  }

  /**
   * The JSON of a good answer; for the log stream that of a plain message. Empty for a route that
   * answers with a file or with nothing.
   */
  public static Optional<Class<?>> answer(Route route) {
    return switch (route) {
      case SEND_TASK -> Optional.of(SubmitAnswer.class);
      case LOG_STREAM -> Optional.of(LogLine.class);
      case KAFKA_STATUS -> Optional.of(KafkaStatus.class);
      case TEST_PRODUCER, SEND_TEST_RECORD -> Optional.of(TestRecord.class);
      case STORE_MNIST, DATASET_STORE_MNIST, DATASET_ADD -> Optional.of(StoreAnswer.class);
      case WARM_CACHE, DATASET_WARM -> Optional.of(WarmAnswer.class);
      case HEALTH -> Optional.of(Health.class);
      case STATUS -> Optional.of(WorkerView.class);
      case CLUSTER -> Optional.of(ClusterView.class);
      case CLUSTER_AUDIT -> Optional.of(AuditReport.class);
      case WORKERS -> Optional.of(WorkerList.class);
      case RUNS -> Optional.of(RunList.class);
      case RUN,
          RUN_ANNOTATE,
          RUN_PAUSE,
          RUN_RESUME,
          RUN_CANCEL,
          RUN_STEER,
          RUN_PRIORITY,
          RUN_RETRY,
          RUN_CONTINUE,
          RUN_CLONE ->
          Optional.of(RunView.class);
      case RUN_METRICS -> Optional.of(MetricHistory.class);
      case RUN_LOGS -> Optional.of(LogHistory.class);
      case DATASETS -> Optional.of(DatasetList.class);
      case DATASET -> Optional.of(DatasetView.class);
      case MODELS -> Optional.of(ModelList.class);
      case MODEL -> Optional.of(ModelView.class);
      case METRICS,
          DOCS,
          OPENAPI,
          WORKER_EXITED,
          RUN_REMOVE,
          DATASET_REMOVE,
          MODEL_CONTENT,
          MODEL_REMOVE ->
          Optional.empty();
    };
  }
}
