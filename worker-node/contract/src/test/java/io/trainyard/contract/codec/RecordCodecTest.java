package io.trainyard.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.journal.JournalEvent;
import io.trainyard.contract.journal.Owner;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private static final JournalEvent CLAIMED = new JournalEvent.Claimed("run", 1, new Owner("w", 7));

  @Test
  void oursComesBackAsItWas() {
    assertThat(decode(RecordCodec.headerValue(), Json.bytes(CLAIMED)))
        .isEqualTo(new RecordCodec.Decoded.Ours<>(CLAIMED));
  }

  @Test
  void recordWithoutOurHeaderIsForeign() {
    assertThat(RecordCodec.decode(null, Json.bytes(CLAIMED), JournalEvent.class))
        .isInstanceOf(RecordCodec.Decoded.Foreign.class);
  }

  @Test
  void newerProtocolCannotBeRead() {
    assertThat(decode(ascii("2"), Json.bytes(CLAIMED)))
        .isInstanceOf(RecordCodec.Decoded.Unreadable.class);
  }

  @Test
  void eventThatThisVersionDoesNotKnowCannotBeRead() {
    assertThat(decode(RecordCodec.headerValue(), ascii("{\"type\":\"Teleported\"}")))
        .isInstanceOf(RecordCodec.Decoded.Unreadable.class);
  }

  @Test
  void garbageUnderOurHeaderCannotBeRead() {
    assertThat(decode(RecordCodec.headerValue(), new byte[] {0, -1, 17}))
        .isInstanceOf(RecordCodec.Decoded.Unreadable.class);
  }

  private static RecordCodec.Decoded<JournalEvent> decode(byte[] header, byte[] value) {
    return RecordCodec.decode(header, value, JournalEvent.class);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
