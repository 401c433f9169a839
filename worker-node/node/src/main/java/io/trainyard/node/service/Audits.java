package io.trainyard.node.service;

import io.trainyard.contract.cluster.AuditReport;
import java.time.Duration;

/** Looks whether what always holds holds. Blocking, for minutes at worst. */
public interface Audits {
  /**
   * Audits the cluster; one at a time, another is refused as BUSY.
   *
   * @param waiting for so long a run may be QUEUED or STARTING before it is listed
   */
  AuditReport audit(Duration waiting);
}
