package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.run.AnnotateRequest;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a note on a run. */
@Command(
    name = "note",
    mixinStandardHelpOptions = true,
    description = "Write a note on a run in place of the one before; \"\" takes it away.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard note last \"the batch was too small\"", "  trainyard note 3f2a"})
public final class NoteCommand extends OneRun {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "One argument, of one line or several; without it the note is only shown.")
  private @Nullable String text;

  public NoteCommand(CommandContext context) {
    super(context);
  }

  @Override
  void check() {
    String note = text;
    if (note != null) {
      request(() -> AnnotateRequest.notes(note));
    }
  }

  @Override
  RunView ask(RunsClient runs, RunView known) {
    return text == null ? known : runs.annotate(known.runId(), AnnotateRequest.notes(text));
  }

  @Override
  String sentence(RunView asked) {
    String notes = asked.notes();
    return notes == null
        ? "Run " + asked.runId() + " has no note."
        : notes.lines().map(Words::safe).collect(Collectors.joining(System.lineSeparator()));
  }
}
