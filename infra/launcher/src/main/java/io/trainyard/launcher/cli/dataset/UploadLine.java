package io.trainyard.launcher.cli.dataset;

import io.trainyard.client.TransferProgress;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Amount;
import java.util.concurrent.atomic.AtomicLong;

/** How far an upload is, redrawn on a terminal; silent elsewhere. Thread-safe. */
final class UploadLine implements TransferProgress {
  private static final long STEP = 1_000_000;

  private final Screen screen;
  private final boolean shown;
  private final AtomicLong step = new AtomicLong(-1);

  UploadLine(Screen screen, boolean wanted) {
    this.screen = screen;
    this.shown = wanted && screen.terminal();
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
    screen.redraw(text);
  }

  void clear() {
    if (shown) {
      screen.redraw("");
    }
  }
}
