package io.trainyard.node.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.node.run.Reducer;
import io.trainyard.node.run.Run;
import io.trainyard.node.run.RunBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A book as lines of JSON: a head, a run a line, and the sum of all bytes before. Safe for use by
 * any thread.
 */
final class SnapshotCodec {
  private static final JsonMapper MAPPER = BookMapper.make();

  private SnapshotCodec() {}

  /**
   * What a snapshot is of.
   *
   * @param journal the topic's id, which no other cluster's topic has
   */
  record Head(
      int reducer,
      String journal,
      long offset,
      int runs,
      Set<String> removed,
      Map<String, RunBook.WorkerProcess> workers) {}

  /** Why a snapshot is of no use. */
  static final class UselessException extends IOException {
    private static final long serialVersionUID = 1L;

    UselessException(String why) {
      super(why);
    }
  }

  static void write(RunBook book, String journal, OutputStream out) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
    Head head =
        new Head(
            Reducer.VERSION,
            journal,
            book.offset(),
            book.runs().size(),
            book.removed(),
            book.workers());
    line(head, checked);
    for (Run run : book.runs().values()) {
      line(run, checked);
    }
    line(checked.getChecksum().getValue(), checked);
  }

  private static void line(Object value, OutputStream out) throws IOException {
    out.write(MAPPER.writeValueAsBytes(value));
    out.write('\n');
  }

  /** Reads the book; throws when it is damaged, of another journal or of another reducer. */
  static RunBook read(InputStream in, String journal) throws IOException {
    CRC32C sum = new CRC32C();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Head head = MAPPER.readValue(next(lines, sum), Head.class);
      if (head.reducer() != Reducer.VERSION) {
        throw new UselessException("it is of another version");
      }
      if (!head.journal().equals(journal)) {
        throw new UselessException("it is of another cluster's journal");
      }
      ObjectReader runs = MAPPER.readerFor(Run.class);
      List<Run> found = new ArrayList<>(head.runs());
      for (int i = 0; i < head.runs(); i++) {
        found.add(runs.readValue(next(lines, sum)));
      }
      long expected = sum.getValue();
      if (MAPPER.readValue(next(lines, sum), Long.class) != expected) {
        throw new UselessException("it is damaged");
      }
      return RunBook.restored(head.offset(), found, head.removed(), head.workers());
    } catch (JsonProcessingException e) {
      throw new IOException("it is damaged: " + e.getOriginalMessage(), e);
    }
  }

  private static String next(BufferedReader lines, CRC32C sum) throws IOException {
    @Nullable String line = lines.readLine();
    if (line == null) {
      throw new UselessException("it is cut off");
    }
    sum.update(line.getBytes(StandardCharsets.UTF_8));
    sum.update('\n');
    return line;
  }
}
