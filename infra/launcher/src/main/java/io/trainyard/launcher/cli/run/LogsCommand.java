package io.trainyard.launcher.cli.run;

import io.trainyard.client.TrainyardClient;
import io.trainyard.client.stream.EventStream;
import io.trainyard.client.stream.StreamEvent;
import io.trainyard.contract.telemetry.LogHistory;
import io.trainyard.launcher.cli.CommandContext;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows log lines: a run's, as they are or as they come, or the whole yard's live. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Show a run's log lines; without a run, those of the whole yard as they come.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard logs", "  trainyard logs last --follow"})
public final class LogsCommand implements Callable<Integer> {
  private static final int MOST_WAITING = 10_000;

  private final CommandContext context;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "An id or its beginning, a name, or `last`.")
  private @Nullable String run;

  @Option(
      names = {"-f", "--follow"},
      description = "Show all lines and go on until the run ends.")
  private boolean follow;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "500",
      description = "Without --follow: at most the last N lines (default ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  public LogsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Limits.check(limit);
    TrainyardClient client = context.client();
    LogView view = json ? LogView.json(context) : LogView.text(context);
    if (run == null) {
      live(client, null, view);
      return ExitCode.OK;
    }
    String id = RunReference.find(client, run).runId();
    if (follow) {
      live(client, id, view);
    } else {
      LogHistory history = client.runs().logs(id, limit);
      history.lines().forEach(line -> view.show(new StreamEvent.Log(line)));
    }
    return ExitCode.OK;
  }

  private static void live(TrainyardClient client, @Nullable String id, LogView view)
      throws InterruptedException {
    BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>(MOST_WAITING);
    EventStream stream = client.stream(id, event -> hand(events, event));
    try {
      boolean over = false;
      while (!over) {
        StreamEvent event = events.take();
        if (event instanceof StreamEvent.Refused refused) {
          throw refused.why();
        }
        view.show(event);
        over = event instanceof StreamEvent.End;
      }
    } finally {
      stream.close();
    }
  }

  private static void hand(BlockingQueue<StreamEvent> events, StreamEvent event) {
    try {
      events.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
