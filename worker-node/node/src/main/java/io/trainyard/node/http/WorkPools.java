package io.trainyard.node.http;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Pools by how long a call may take, so that a slow kind never keeps the others waiting.
 *
 * @param calls short questions and orders
 * @param probes looks at services that may be down: up to 5 s each
 * @param transfers whole datasets and models: minutes
 */
public record WorkPools(WorkPool calls, WorkPool probes, WorkPool transfers)
    implements AutoCloseable {

  static WorkPools create(MeterRegistry registry) {
    return new WorkPools(
        new WorkPool("calls", 16, 256, registry),
        new WorkPool("probes", 6, 64, registry),
        new WorkPool("transfers", 4, 8, registry));
  }

  @Override
  public void close() {
    calls.close();
    probes.close();
    transfers.close();
  }
}
