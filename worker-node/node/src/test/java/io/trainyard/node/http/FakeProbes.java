package io.trainyard.node.http;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.cluster.AuditReport;
import io.trainyard.contract.cluster.Health;
import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.cluster.TestRecord;
import io.trainyard.contract.cluster.WorkerExit;
import io.trainyard.contract.cluster.WorkerList;
import io.trainyard.node.service.Audits;
import io.trainyard.node.service.HealthProbe;
import io.trainyard.node.service.KafkaProbe;
import io.trainyard.node.service.Workers;
import java.time.Duration;

/** Looks at services that are not there. */
final class FakeProbes {
  private FakeProbes() {}

  record OfHealth(Questions questions) implements HealthProbe {
    @Override
    public Health check() {
      return questions.answer("health", Route.HEALTH, Health.class);
    }
  }

  record OfKafka(Questions questions) implements KafkaProbe {
    @Override
    public KafkaStatus status() {
      return questions.answer("kafka status", Route.KAFKA_STATUS, KafkaStatus.class);
    }

    @Override
    public TestRecord sendTestRecord() {
      return questions.answer("test record", Route.TEST_PRODUCER, TestRecord.class);
    }
  }

  record OfAudits(Questions questions) implements Audits {
    @Override
    public AuditReport audit(Duration waiting) {
      return questions.answer(
          "audit " + waiting.toMinutes(), Route.CLUSTER_AUDIT, AuditReport.class);
    }
  }

  record OfWorkers(Questions questions) implements Workers {
    @Override
    public WorkerList list() {
      return questions.answer("workers", Route.WORKERS, WorkerList.class);
    }

    @Override
    public void exited(String workerId, WorkerExit exit) {
      questions.note("exited " + workerId + " " + exit.pid());
    }
  }
}
