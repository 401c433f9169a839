package io.trainyard.node.live;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Writes a cursor as an event's id and reads it back: {@code 1-<tag>-<offsets>}, the tag a checksum
 * of the cluster's journal and the stream's scope, the offsets base 36 in the scope's order. So an
 * id of another run or cluster is known as such. Safe for any thread.
 */
final class EventId {
  private static final int RADIX = Character.MAX_RADIX;
  private static final Pattern FORM =
      Pattern.compile("1-[0-9a-f]{8}-[0-9a-z]{1,12}(\\.[0-9a-z]{1,12}){0,63}");

  private final Scope scope;
  private final String prefix;

  /**
   * @param cluster names the journal for ever, such as its topic id
   */
  EventId(String cluster, Scope scope) {
    this.scope = scope;
    CRC32 sum = new CRC32();
    String of = cluster + "/" + (scope.runId() == null ? "*" : scope.runId());
    sum.update(of.getBytes(StandardCharsets.UTF_8));
    this.prefix = "1-%08x-".formatted(sum.getValue());
  }

  String write(Cursor cursor) {
    StringBuilder id = new StringBuilder(prefix);
    for (int place : scope.places()) {
      id.append(Long.toString(cursor.at(place), RADIX)).append('.');
    }
    id.setLength(id.length() - 1);
    return id.toString();
  }

  /**
   * The cursor that the id tells; empty for one of another run, cluster or version of the topics.
   *
   * @throws TrainyardException INVALID_EVENT_ID when it is no id at all
   */
  Optional<Cursor> read(String id) {
    if (!FORM.matcher(id).matches()) {
      throw new TrainyardException(
          ErrorCode.INVALID_EVENT_ID,
          "Last-Event-ID must be the id of an event that this stream has sent.");
    }
    List<String> offsets = List.of(id.substring(prefix.length()).split("\\."));
    if (!id.startsWith(prefix) || offsets.size() != scope.places().size()) {
      return Optional.empty();
    }
    Cursor cursor = Cursor.zero();
    for (int i = 0; i < offsets.size(); i++) {
      cursor.set(scope.places().get(i), Long.parseLong(offsets.get(i), RADIX));
    }
    return Optional.of(cursor);
  }
}
