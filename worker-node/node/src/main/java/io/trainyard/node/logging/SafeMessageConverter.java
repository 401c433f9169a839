package io.trainyard.node.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.event.KeyValuePair;

/** {@code %safeMsg}: the message and its key-values on one line, whatever they hold. */
public final class SafeMessageConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    if (event.getKeyValuePairs() == null || event.getKeyValuePairs().isEmpty()) {
      return SafeText.oneLine(String.valueOf(event.getFormattedMessage()));
    }
    StringBuilder line = new StringBuilder(String.valueOf(event.getFormattedMessage()));
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      line.append(' ').append(pair.key).append('=').append(pair.value);
    }
    return SafeText.oneLine(line.toString());
  }
}
