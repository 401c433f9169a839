package io.trainyard.launcher.box.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process and no later one that got its number.
 *
 * @param pid its number
 * @param started what the system says of its start; equal texts mean the same process
 */
public record ProcessIdentity(long pid, String started) {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int START_TICKS = 19;

  /** Empty if there is no such process now. */
  public static Optional<ProcessIdentity> of(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(ProcessIdentity::startOf)
        .map(started -> new ProcessIdentity(pid, started));
  }

  /** The process, as long as it lives and is this very one. */
  public Optional<ProcessHandle> living() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> startOf(handle).filter(started::equals).isPresent());
  }

  /** Linux counts ticks since boot, which no change of the clock can move. */
  private static Optional<String> startOf(ProcessHandle handle) {
    Path stat = Path.of("/proc", Long.toString(handle.pid()), "stat");
    if (!Files.exists(BOOT_ID)) {
      return handle.info().startInstant().map(Object::toString);
    }
    try {
      String text = Files.readString(stat, US_ASCII);
      String[] afterName = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(
          Files.readString(BOOT_ID, US_ASCII).strip() + ":" + afterName[START_TICKS]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
