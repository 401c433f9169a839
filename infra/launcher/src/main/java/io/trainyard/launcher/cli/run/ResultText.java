package io.trainyard.launcher.cli.run;

import io.trainyard.contract.run.PhaseTimes;
import io.trainyard.contract.run.RunResult;
import io.trainyard.launcher.cli.text.Amount;

/** A result in words. */
public record ResultText(RunResult result) {
  public String accuracy() {
    long items =
        result.confusion().stream().flatMap(java.util.List::stream).mapToLong(i -> i).sum();
    return "test accuracy "
        + Amount.percent(result.testAccuracy())
        + " on "
        + Amount.count(items)
        + " test items, loss "
        + Amount.loss(result.testLoss());
  }

  /** Where the time went. */
  public String times() {
    PhaseTimes seconds = result.seconds();
    return "loading "
        + Amount.seconds(seconds.load())
        + ", training "
        + Amount.seconds(seconds.train())
        + ", validating "
        + Amount.seconds(seconds.validate())
        + ", testing "
        + Amount.seconds(seconds.test())
        + ", saving "
        + Amount.seconds(seconds.save())
        + "; "
        + Amount.seconds(seconds.total())
        + " in all, "
        + Amount.rate(result.imagesPerSecond());
  }

  public String size() {
    return Amount.count(result.parameters()) + " parameters, " + Amount.bytes(result.modelBytes());
  }
}
