package io.trainyard.node.messaging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.trainyard.contract.telemetry.LogLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Gives the node's own log lines, INFO and above, to whoever sends them on. A line with the
 * key-values (or MDC entries) {@code runId} and {@code attempt} is the run's, any other the node's.
 * What Kafka's client says is left out: sending it would make it say more. Never blocks as long as
 * the receiver does not.
 */
public final class KafkaLogAppender extends AppenderBase<ILoggingEvent> {
  public static final String RUN_ID = "runId";
  public static final String ATTEMPT = "attempt";

  private static final List<String> NOT_OURS =
      List.of("org.apache.kafka.", Telemetry.class.getName());
  private static final int LONGEST_MESSAGE = 16_384;
  private static final int ATTEMPTS_REMEMBERED = 64;

  private final String nodeId;
  private final Consumer<LogLine> receiver;
  private final Map<String, Long> sequences =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > ATTEMPTS_REMEMBERED;
        }
      };
  private long ownSequence;

  public KafkaLogAppender(String nodeId, Consumer<LogLine> receiver) {
    this.nodeId = nodeId;
    this.receiver = receiver;
    setName("kafka");
  }

  /** Starts it and has it hear all that is logged. Closing ends that. */
  public AutoCloseable install(LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    setContext(context);
    start();
    root.addAppender(this);
    return () -> {
      root.detachAppender(this);
      stop();
    };
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.INFO) && isOurs(event.getLoggerName())) {
      receiver.accept(line(event));
    }
  }

  private static boolean isOurs(String logger) {
    return NOT_OURS.stream().noneMatch(logger::startsWith);
  }

  private LogLine line(ILoggingEvent event) {
    String runId = value(event, RUN_ID);
    Integer attempt = runId == null ? null : number(value(event, ATTEMPT));
    return new LogLine(
        nodeId,
        runId,
        attempt,
        next(runId, attempt),
        event.getLevel().toString(),
        event.getLoggerName(),
        message(event),
        event.getInstant() == null
            ? Instant.ofEpochMilli(event.getTimeStamp())
            : event.getInstant());
  }

  /** Called under the appender's lock. */
  private long next(@Nullable String runId, @Nullable Integer attempt) {
    if (runId == null || attempt == null) {
      return ++ownSequence;
    }
    return sequences.merge(runId + "/" + attempt, 1L, Long::sum);
  }

  private static @Nullable String value(ILoggingEvent event, String key) {
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        if (key.equals(pair.key) && pair.value != null) {
          return pair.value.toString();
        }
      }
    }
    return event.getMDCPropertyMap().get(key);
  }

  private static @Nullable Integer number(@Nullable String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String message(ILoggingEvent event) {
    StringBuilder message = new StringBuilder(String.valueOf(event.getFormattedMessage()));
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        if (!pair.key.equals(RUN_ID) && !pair.key.equals(ATTEMPT)) {
          message.append(' ').append(pair.key).append('=').append(pair.value);
        }
      }
    }
    if (event.getThrowableProxy() != null) {
      message.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    if (message.length() > LONGEST_MESSAGE) {
      message.setLength(LONGEST_MESSAGE);
      message.append(" … (cut)");
    }
    return message.toString();
  }
}
