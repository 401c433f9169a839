package io.trainyard.node.http.upload;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder where uploads lie until they are stored or refused. Blocking; any thread. */
public final class Staging {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
  private static final String PREFIX = "upload-";

  /** What must stay free on the disk. */
  static final long RESERVE_BYTES = 2_000_000_000L;

  private final Path folder;

  public Staging(Path dataDir) {
    this.folder = dataDir.resolve("staging");
  }

  /** Removes what an earlier process left when it died; to be called before the first upload. */
  public void sweep() throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> left = Files.list(folder)) {
      left.filter(path -> path.getFileName().toString().startsWith(PREFIX)).forEach(this::delete);
    }
  }

  /** A folder for one upload; throws INSUFFICIENT_STORAGE when the disk has no room for it. */
  Path open(long expectedBytes) throws IOException {
    checkRoom(Math.max(0, expectedBytes));
    return Files.createTempDirectory(folder, PREFIX);
  }

  /** Throws INSUFFICIENT_STORAGE when so many more bytes would use up the reserve. */
  void checkRoom(long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free - bytes < RESERVE_BYTES) {
      throw new TrainyardException(
          ErrorCode.INSUFFICIENT_STORAGE,
          "The disk of "
              + folder
              + " has "
              + free / 1_000_000
              + " MB free; 2,000 MB have to stay free beside the upload.");
    }
  }

  /** Removes an upload's folder; a file that cannot be removed is logged and swept later. */
  void delete(Path upload) {
    try (Stream<Path> files = Files.walk(upload)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("folder", upload).setCause(e).log("A staged upload stays behind");
    }
  }
}
