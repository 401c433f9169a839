package io.trainyard.launcher.cli.soak;

import io.trainyard.launcher.cli.Console;
import io.trainyard.launcher.cli.Screen;
import io.trainyard.launcher.cli.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code soak}: load and random faults on a full box of its own, then every promise checked. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Test a full box of its own for long: submits, steers and cancels runs all the time and",
      "kills or freezes one random process each minute, then checks that nothing was lost.",
      "The box that you use is not touched. Ctrl+C ends the soak and its box."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard soak --minutes 30", "  trainyard soak --minutes 30 --seed 7 --json"})
public final class SoakCommand implements Callable<Integer> {
  private static final int MOST_MINUTES = 7 * 24 * 60;

  private final Console console;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      required = true,
      description = "How long runs are submitted and faults made; the end takes minutes more.")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Repeat the faults of another soak (default: a random one, told).")
  private @Nullable Long seed;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The box's home (default: a temporary folder, deleted if all held).")
  private @Nullable Path home;

  @Option(
      names = "--ending",
      paramLabel = "MINUTES",
      defaultValue = "20",
      description = "How long the last runs may take (default: ${DEFAULT-VALUE}).")
  private int ending;

  @Option(names = "--keep", description = "Keep the temporary home with data and logs.")
  private boolean keep;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  public SoakCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (minutes < 1 || minutes > MOST_MINUTES || ending < 1) {
      throw new UsageException("A soak takes 1 to " + MOST_MINUTES + " minutes.");
    }
    long drawn = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : seed;
    Screen screen = Screen.of(console);
    screen.notice("Seed " + drawn + ".");
    return soak(new Soak.Plan(minutes, drawn, Duration.ofMinutes(ending)), screen)
        ? ExitCode.OK
        : ExitCode.SOFTWARE;
  }

  /** Tells the report before it ends the box, which takes a while. */
  private boolean soak(Soak.Plan plan, Screen screen) throws IOException, InterruptedException {
    Signals signals = new Signals();
    try (SoakBox box = SoakBox.start(home, screen.aside(), signals);
        Soak soak = new Soak(plan, box, signals, screen, System::nanoTime)) {
      if (keep) {
        box.keep();
      }
      SoakReport report = soak.run();
      show(report, screen);
      return report.ok();
    }
  }

  private void show(SoakReport report, Screen screen) {
    if (json) {
      screen.json(report);
    } else {
      new SoakText(report).lines(screen.style()).forEach(screen::line);
    }
  }
}
