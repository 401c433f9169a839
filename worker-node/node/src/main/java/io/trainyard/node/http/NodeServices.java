package io.trainyard.node.http;

import io.trainyard.node.service.Audits;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.service.HealthProbe;
import io.trainyard.node.service.KafkaProbe;
import io.trainyard.node.service.LogStreams;
import io.trainyard.node.service.Models;
import io.trainyard.node.service.Runs;
import io.trainyard.node.service.WorkerStatus;
import io.trainyard.node.service.Workers;

/** What the routes of a role stand on. */
public sealed interface NodeServices {
  HealthProbe health();

  KafkaProbe kafka();

  LogStreams streams();

  /** A master's. */
  record OfMaster(
      HealthProbe health,
      KafkaProbe kafka,
      LogStreams streams,
      Runs runs,
      Datasets datasets,
      Models models,
      Workers workers,
      Audits audits)
      implements NodeServices {}

  /** A worker's; what it cannot answer it forwards to a master. */
  record OfWorker(HealthProbe health, KafkaProbe kafka, LogStreams streams, WorkerStatus status)
      implements NodeServices {}
}
