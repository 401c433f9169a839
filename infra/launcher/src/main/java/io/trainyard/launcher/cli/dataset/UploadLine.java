package io.trainyard.launcher.cli.dataset;

import io.trainyard.client.TransferProgress;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.text.Amount;
import java.util.concurrent.atomic.AtomicLong;

/** How far an upload is, redrawn on a terminal; silent elsewhere. Thread-safe. */
final class UploadLine implements TransferProgress {
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final long STEP = 1_000_000;

  private final Console console;
  private final boolean shown;
  private final AtomicLong step = new AtomicLong(-1);

  UploadLine(Console console, boolean wanted) {
    this.console = console;
    this.shown = wanted && console.terminal();
  }

  @Override
  public void moved(long done, long total) {
    if (!shown || (step.getAndSet(done / STEP) == done / STEP && done < total)) {
      return;
    }
    String text =
        done < total
            ? "Uploading " + Amount.bytes(done) + " of " + Amount.bytes(total)
            : "Uploaded; the master checks and stores it ...";
    console.out().print(CLEAR_LINE + text);
    console.out().flush();
  }

  void clear() {
    if (shown) {
      console.out().print(CLEAR_LINE);
      console.out().flush();
    }
  }
}
