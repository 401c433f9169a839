package io.trainyard.launcher.cli.run;

import io.trainyard.client.stream.RunChange;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.text.Moment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows what a live stream tells, as text or as JSON. For one thread. */
public interface LogView {
  void show(StreamEvent event);

  static LogView json(CommandContext context) {
    EventJson json = new EventJson();
    return event -> json.of(event).ifPresent(context.screen()::json);
  }

  static LogView text(CommandContext context) {
    return new Text(context.screen(), new Moment(context.clock()));
  }

  /**
   * One line of text.
   *
   * @param runId left out when null
   */
  static String line(Moment moment, LogLine line, @Nullable String runId) {
    return String.format(
        Locale.ROOT,
        "%s %-5s %-9s %s%s",
        moment.time(line.at()),
        Words.printable(line.level()),
        Words.printable(line.nodeId()),
        runId == null ? "" : "[" + Words.printable(runId) + "] ",
        Words.safe(line.message().stripTrailing()));
  }

  /** Lines for people. */
  final class Text implements LogView {
    private final Screen screen;
    private final Moment moment;
    private boolean lost;

    Text(Screen screen, Moment moment) {
      this.screen = screen;
      this.moment = moment;
    }

    @Override
    public void show(StreamEvent event) {
      if (event instanceof StreamEvent.Log log) {
        screen.line(styled(log.line()));
      } else if (event instanceof StreamEvent.Change change) {
        screen.line(change(change.change()));
      } else if (event instanceof StreamEvent.Gap) {
        screen.notice("-- some lines are missing here --");
      } else if (event instanceof StreamEvent.Reset) {
        screen.notice("-- the stream begins anew --");
      } else if (event instanceof StreamEvent.Disconnected broken && !lost) {
        lost = true;
        screen.notice("-- connection lost (" + Words.safe(broken.why()) + "); trying again --");
      } else if (event instanceof StreamEvent.Connected && lost) {
        lost = false;
        screen.notice("-- connected again --");
      }
    }

    private String styled(LogLine line) {
      String text = line(moment, line, line.runId());
      return switch (line.level()) {
        case "ERROR", "WARN" -> screen.style().alarm(text);
        case "DEBUG" -> screen.style().dim(text);
        default -> text;
      };
    }

    private String change(RunChange change) {
      String reason = change.reason();
      return "run "
          + Words.printable(change.runId())
          + " is "
          + screen.style().state(change.state())
          + (reason == null ? "" : ": " + Words.safe(reason))
          + ChangeText.attempt(change);
    }
  }
}
