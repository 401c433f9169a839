package io.trainyard.launcher.cli.run;

import io.trainyard.client.stream.RunChange;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.telemetry.LogLine;
import io.trainyard.launcher.cli.CommandContext;
import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.text.Moment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows what a live stream tells, as text or as JSON. For one thread. */
public interface LogView {
  void show(StreamEvent event);

  static LogView json(CommandContext context) {
    EventJson json = new EventJson();
    return event -> json.of(event).ifPresent(context.console()::json);
  }

  static LogView text(CommandContext context) {
    return new Text(context.console(), new Moment(context.clock()));
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
    private final Console console;
    private final Moment moment;
    private boolean lost;

    Text(Console console, Moment moment) {
      this.console = console;
      this.moment = moment;
    }

    @Override
    public void show(StreamEvent event) {
      if (event instanceof StreamEvent.Log log) {
        console.line(styled(log.line()));
      } else if (event instanceof StreamEvent.Change change) {
        console.line(change(change.change()));
      } else if (event instanceof StreamEvent.Gap) {
        console.notice("-- some lines are missing here --");
      } else if (event instanceof StreamEvent.Reset) {
        console.notice("-- the stream begins anew --");
      } else if (event instanceof StreamEvent.Disconnected broken && !lost) {
        lost = true;
        console.notice("-- connection lost (" + Words.safe(broken.why()) + "); trying again --");
      } else if (event instanceof StreamEvent.Connected && lost) {
        lost = false;
        console.notice("-- connected again --");
      }
    }

    private String styled(LogLine line) {
      String text = line(moment, line, line.runId());
      return switch (line.level()) {
        case "ERROR", "WARN" -> console.style().alarm(text);
        case "DEBUG" -> console.style().dim(text);
        default -> text;
      };
    }

    private String change(RunChange change) {
      String reason = change.reason();
      return "run "
          + Words.printable(change.runId())
          + " is "
          + console.style().state(change.state())
          + (reason == null ? "" : ": " + Words.safe(reason));
    }
  }
}
