package io.trainyard.node.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.stream.Collectors;

/**
 * {@code %safeEx}: a stack trace whose every line is indented, so that an exception's message
 * cannot pass for a line of the log.
 */
public final class SafeThrowableConverter extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    return super.throwableProxyToString(thrown)
        .lines()
        .map(line -> "    " + SafeText.oneLine(line).strip() + System.lineSeparator())
        .collect(Collectors.joining());
  }
}
