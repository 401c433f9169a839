package io.trainyard.launcher.box.process;

import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on disk which processes a box has started, so that the next box finds what a crash left.
 * Used by one thread.
 */
public final class ProcessLedger {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessLedger.class);

  private final Path file;
  private final Map<String, ProcessIdentity> entries = new TreeMap<>();

  /** What the file holds: service name to process. */
  record Noted(Map<String, ProcessIdentity> processes) {
    Noted {
      processes = Map.copyOf(processes);
    }
  }

  /** Starts empty; what the file says is for {@link #read}. */
  public ProcessLedger(Path file) {
    this.file = file;
  }

  /** What an earlier box noted and never crossed out. */
  public static List<ProcessIdentity> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return List.copyOf(Json.read(Files.readAllBytes(file), Noted.class).processes().values());
  }

  public void started(String service, long pid) throws IOException {
    ProcessIdentity identity = ProcessIdentity.of(pid).orElse(null);
    if (identity == null) {
      LOG.atDebug().addKeyValue("service", service).log("ended before it could be noted");
      return;
    }
    entries.put(service, identity);
    write();
  }

  public void ended(String service) throws IOException {
    entries.remove(service);
    write();
  }

  private void write() throws IOException {
    PrivateFile.write(file, Json.text(new Noted(entries)) + "\n");
  }
}
