package io.trainyard.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SafeLoggingTest {
  private static final String FORGED = "x\r\n2026-01-01 ERROR forged \u001b[2J\u009b1m\u2028";

  @Test
  void leavesPlainTextAsItIs() {
    assertThat(SafeText.oneLine("größer 数 ✓")).isEqualTo("größer 数 ✓");
  }

  @Test
  void letsNothingForgeALineOfTheConsole() throws Exception {
    String[] lines = logged().split("\n", -1);

    assertThat(lines[0]).contains("INFO").contains("x  2026").contains("key=x  2026");
    for (int i = 1; i < lines.length - 1; i++) {
      assertThat(lines[i]).startsWith("    ");
    }
    assertThat(String.join("", lines)).doesNotContain("\u001b", "\u009b", "\r", "\u2028");
  }

  /** What the product's own configuration writes to the console. */
  private static String logged() throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream console = System.out;
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      URL own = SafeLoggingTest.class.getResource("/logback.xml");
      configurator.doConfigure(own);
      Logger logger = context.getLogger("io.trainyard.Some");
      logger
          .atInfo()
          .addKeyValue("key", FORGED)
          .setCause(new IllegalStateException(FORGED))
          .log(FORGED);
    } finally {
      context.stop();
      System.setOut(console);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
