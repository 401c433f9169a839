package io.trainyard.launcher.box.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A child of this JVM. Its standard input stays open as long as this JVM lives: that is how it
 * learns of a crash. Thread-safe.
 */
public final class ChildProcess implements Child {
  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  public static ChildProcess start(Launch launch) throws IOException {
    LogFile log = new LogFile(launch.log());
    log.rotateIfLarge();
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(launch.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    builder.environment().keySet().removeAll(launch.withheld());
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    var unused = process.onExit().thenAccept(ChildProcess::closeInput);
    return new ChildProcess(process);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public int exitCode() {
    return process.exitValue();
  }

  @Override
  public void terminate() {
    process.destroy();
  }

  @Override
  public void kill() {
    process.destroyForcibly();
  }

  private static void closeInput(Process ended) {
    try {
      ended.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
