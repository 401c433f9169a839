package io.trainyard.node.health;

import io.trainyard.contract.cluster.Health;
import java.util.function.BooleanSupplier;

/**
 * Whether this node understands the journal.
 *
 * @param needsUpgrade whether a record was met that only a newer version can read
 */
public record JournalCheck(BooleanSupplier needsUpgrade) implements HealthCheck {
  private static final String NAME = "journal";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String meaning() {
    return "This node neither claims nor hands out runs any more, for it may see them otherwise than"
        + " the others do; replace it by the version that the newest node has.";
  }

  @Override
  public boolean essential() {
    return true;
  }

  @Override
  public Health.Dependency check() {
    return needsUpgrade.getAsBoolean()
        ? new Health.Dependency(
            NAME,
            Health.State.DOWN,
            null,
            "UPGRADE NEEDED: the journal holds a record that this version cannot read. "
                + meaning())
        : new Health.Dependency(NAME, Health.State.UP, null, null);
  }
}
