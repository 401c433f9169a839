package io.trainyard.launcher.cli.run;

import io.trainyard.client.RunsClient;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.run.AnnotateRequest;
import io.trainyard.contract.run.RunView;
import io.trainyard.launcher.cli.CommandContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds tags to a run and takes them away. */
@Command(
    name = "tag",
    mixinStandardHelpOptions = true,
    description = "Add tags to a run (TAG or +TAG), take them away (-TAG), or list them.",
    footerHeading = "%nExamples:%n",
    footer = {"  trainyard tag last +baseline -draft slow", "  trainyard tag 3f2a"})
public final class TagCommand extends OneRun {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "[+|-]TAG",
      description = {
        "In this order; without any the tags are only listed.",
        "A -TAG that begins with h or V needs a -- before it."
      })
  private List<String> changes = new ArrayList<>();

  public TagCommand(CommandContext context) {
    super(context);
  }

  @Override
  void check() {
    request(() -> AnnotateRequest.tags(changes.stream().map(TagCommand::tag).toList()));
  }

  @Override
  RunView ask(RunsClient runs, RunView known) {
    if (changes.isEmpty()) {
      return known;
    }
    Set<String> tags = new LinkedHashSet<>(known.tags());
    for (String change : changes) {
      if (change.startsWith("-")) {
        tags.remove(tag(change));
      } else {
        tags.add(tag(change));
      }
    }
    List<String> wanted = tags.stream().toList();
    return runs.annotate(known.runId(), request(() -> AnnotateRequest.tags(wanted)));
  }

  @Override
  String sentence(RunView asked) {
    return asked.tags().isEmpty()
        ? "Run " + asked.runId() + " has no tags."
        : "Run " + asked.runId() + ": " + Words.safe(String.join(", ", asked.tags()));
  }

  private static String tag(String change) {
    return change.startsWith("+") || change.startsWith("-") ? change.substring(1) : change;
  }
}
