package io.trainyard.node.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent.Annotated;
import io.trainyard.contract.journal.JournalEvent.PriorityChanged;
import io.trainyard.contract.journal.JournalEvent.Succeeded;
import io.trainyard.contract.journal.Owner;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.contract.run.RunQuery.Archived;
import io.trainyard.contract.run.RunQuery.Sort;
import io.trainyard.contract.run.RunState;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.Story;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunListingTest {
  private final Story story = new Story();

  @BeforeEach
  void tell() {
    Owner owner = story.worker("worker-1");
    story.running("done", owner).then(new Succeeded("done", 1, owner, Story.result()));
    story.submitted("first").submitted("second").submitted("old");
    story.then(new Annotated("old", "Night Two", List.of("slow"), null, true));
    story.then(new Annotated("second", "night one", List.of("slow", "x"), null, null));
    story.then(new PriorityChanged("second", 3));
  }

  @Test
  void archivedRunsAreLeftOutUnlessAskedFor() {
    assertThat(ids(usual(Sort.NEWEST))).containsExactly("second", "first", "done");
    assertThat(ids(query(null, null, null, Archived.TRUE))).containsExactly("old");
    assertThat(ids(RunQuery.all(1))).containsExactly("old", "second", "first", "done");
  }

  @Test
  void filtersAllHaveToFit() {
    assertThat(ids(query(RunState.SUCCEEDED, null, null, Archived.ALL))).containsExactly("done");
    assertThat(ids(query(null, "slow", null, Archived.ALL))).containsExactly("old", "second");
    assertThat(ids(query(null, null, "NIGHT", Archived.ALL))).containsExactly("old", "second");
    assertThat(ids(query(null, "x", "two", Archived.ALL))).isEmpty();
    assertThat(ids(query(null, null, "irs", Archived.ALL))).containsExactly("first");
    RunQuery lstm = new RunQuery(null, ModelType.LSTM, null, null, Archived.ALL, Sort.NEWEST, 9, 0);
    assertThat(ids(lstm)).isEmpty();
  }

  @Test
  void theOrderIsTheOneAskedFor() {
    assertThat(ids(usual(Sort.OLDEST))).containsExactly("done", "first", "second");
    assertThat(ids(usual(Sort.PRIORITY))).containsExactly("second", "done", "first");
    assertThat(ids(usual(Sort.NAME))).containsExactly("second", "first", "done");
    assertThat(ids(usual(Sort.ACCURACY))).containsExactly("done", "second", "first");
    assertThat(ids(usual(Sort.CHANGED))).containsExactly("second", "first", "done");
  }

  private List<String> ids(RunQuery query) {
    return RunListing.of(story.book().newestFirst(), query).stream().map(Run::id).toList();
  }

  private static RunQuery usual(Sort sort) {
    return new RunQuery(null, null, null, null, Archived.FALSE, sort, 9, 0);
  }

  private static RunQuery query(
      @Nullable RunState state, @Nullable String tag, @Nullable String text, Archived archived) {
    return new RunQuery(state, null, tag, text, archived, Sort.NEWEST, 9, 0);
  }
}
