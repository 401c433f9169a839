package io.trainyard.contract.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes what people wrote on a run; what is left out stays, at least one must be given. It
 * changes nothing of the learning.
 *
 * @param name up to 80 printable characters on one line; an empty one takes the name away
 * @param tags the whole list: up to 20, each up to 40 printable characters
 * @param notes up to 4,000 printable characters, in lines; empty ones take the notes away
 * @param archived whether lists leave the run out unless asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnnotateRequest(
    @Nullable String name,
    @Nullable List<String> tags,
    @Nullable String notes,
    @Nullable Boolean archived) {
  public AnnotateRequest {
    if (name == null && tags == null && notes == null && archived == null) {
      throw RunText.refused("name", "Give name, tags, notes or archived.");
    }
    name = name == null || name.isEmpty() ? name : RunText.line("name", name, RunText.LONGEST_NAME);
    tags = tags == null ? null : RunText.tags(tags);
    notes = notes == null ? null : RunText.notes(notes);
  }

  public static AnnotateRequest tags(List<String> tags) {
    return new AnnotateRequest(null, tags, null, null);
  }

  public static AnnotateRequest notes(String notes) {
    return new AnnotateRequest(null, null, notes, null);
  }

  public static AnnotateRequest archived(boolean archived) {
    return new AnnotateRequest(null, null, null, archived);
  }
}
