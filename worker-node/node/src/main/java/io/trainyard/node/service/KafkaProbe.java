package io.trainyard.node.service;

import io.trainyard.contract.cluster.KafkaStatus;
import io.trainyard.contract.cluster.TestRecord;

/** Kafka, looked at. Blocking, at most 5 s. */
public interface KafkaProbe {

  /** Never throws for an outage: says DOWN. */
  KafkaStatus status();

  /** Sends one record to the test topic. */
  TestRecord sendTestRecord();
}
