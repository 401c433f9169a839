package io.trainyard.node.run;

import io.trainyard.contract.journal.JournalEvent.Annotated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people write on a run; it changes nothing of the learning. */
public record Labels(
    @Nullable String name, List<String> tags, @Nullable String notes, boolean archived) {
  public Labels {
    tags = List.copyOf(tags);
  }

  /** What the event leaves open stays. */
  Labels with(Annotated event) {
    return new Labels(
        event.name() == null ? name : event.name(),
        event.tags() == null ? tags : event.tags(),
        event.notes() == null ? notes : event.notes(),
        event.archived() == null ? archived : event.archived());
  }
}
