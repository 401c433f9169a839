package io.trainyard.launcher.box.data;

import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * What must stay the same for a data folder to be used again: readable lines, no ports, no number
 * of workers.
 *
 * @param text one fact on each line
 */
public record Fingerprint(String text) {
  public static Fingerprint of(Topology topology) {
    List<String> facts = new ArrayList<>();
    facts.add("layout 1");
    facts.add("kafka kraft static-voters metadata-4 brokers " + topology.brokers());
    facts.add("cassandra 5.0 murmur3 name trainyard-" + topology.name());
    for (Service service : topology.services()) {
      if (service.kind() == ServiceKind.CASSANDRA) {
        facts.add("cassandra " + service.host() + " token " + token(service));
      }
    }
    return new Fingerprint(String.join("\n", facts) + "\n");
  }

  /** Two nodes share the ring in halves. */
  public static String token(Service cassandra) {
    return cassandra.number() == 1 ? "-9223372036854775808" : "0";
  }
}
