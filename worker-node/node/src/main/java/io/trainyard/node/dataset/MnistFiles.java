package io.trainyard.node.dataset;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.engine.idx.IdxFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds MNIST: in the folder it was told, in the cache, on the public mirrors. What it gives has
 * the published bytes. Blocking; one call at a time.
 */
public final class MnistFiles {
  private static final Logger log = LoggerFactory.getLogger(MnistFiles.class);

  private final Optional<Path> folder;
  private final Path cache;
  private final List<URI> mirrors;
  private final MnistDownload download;

  /**
   * @param folder where a user has the files
   * @param cache a folder of ours, where downloads are kept
   * @param mirrors folders on the web, tried in order
   */
  public MnistFiles(Optional<Path> folder, Path cache, List<URI> mirrors) {
    this(folder, cache, mirrors, new MnistDownload());
  }

  MnistFiles(Optional<Path> folder, Path cache, List<URI> mirrors, MnistDownload download) {
    this.folder = folder;
    this.cache = cache;
    this.mirrors = List.copyOf(mirrors);
    this.download = download;
  }

  /** The files, and where they are from. */
  record Found(IdxFiles files, String source) {}

  /** Throws MNIST_UNAVAILABLE, saying what was tried and what can be done. */
  Found find(StoreProgress progress) {
    List<String> tried = new ArrayList<>();
    return folder
        .flatMap(where -> inFolder(where, "folder " + where, tried))
        .or(() -> inFolder(cache, "the local cache", tried))
        .or(() -> onMirrors(tried, progress))
        .orElseThrow(() -> unavailable(tried));
  }

  private static TrainyardException unavailable(List<String> tried) {
    return new TrainyardException(
        ErrorCode.MNIST_UNAVAILABLE,
        "MNIST was not found. Tried: %s. Put its four files into a folder and set"
                .formatted(String.join("; ", tried))
            + " TRAINYARD_MNIST_DIR to it, or ask for source=synthetic.");
  }

  private static Optional<Found> inFolder(Path where, String words, List<String> tried) {
    Map<MnistFile, Path> files = new EnumMap<>(MnistFile.class);
    for (MnistFile file : MnistFile.values()) {
      Optional<Path> path = file.in(where);
      if (path.isEmpty()) {
        tried.add(words + " (it has no " + file.packedName() + ")");
        return Optional.empty();
      }
      if (!matches(file, path.get())) {
        log.atWarn().addKeyValue("file", path.get()).log("A file of MNIST has other bytes");
        tried.add(words + " (" + path.get().getFileName() + " has other bytes than MNIST)");
        return Optional.empty();
      }
      files.put(file, path.get());
    }
    return Optional.of(new Found(idx(files), words));
  }

  /** What came whole before a mirror failed need not come again. */
  private boolean isCached(MnistFile file) {
    return file.in(cache).filter(path -> matches(file, path)).isPresent();
  }

  private static boolean matches(MnistFile file, Path path) {
    try {
      return file.matches(path);
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", path).setCause(e).log("A file of MNIST cannot be read");
      return false;
    }
  }

  private static IdxFiles idx(Map<MnistFile, Path> files) {
    return new IdxFiles(
        files.getOrDefault(MnistFile.TRAIN_IMAGES, Path.of("")),
        files.getOrDefault(MnistFile.TRAIN_LABELS, Path.of("")),
        files.get(MnistFile.TEST_IMAGES),
        files.get(MnistFile.TEST_LABELS));
  }

  private Optional<Found> onMirrors(List<String> tried, StoreProgress progress) {
    for (URI mirror : mirrors) {
      try {
        Files.createDirectories(cache);
        MnistDownload.sweep(cache);
        for (MnistFile file : MnistFile.values()) {
          if (!isCached(file)) {
            download.fetch(mirror.resolve(file.packedName()), file, cache, progress);
          }
        }
      } catch (IOException e) {
        log.atWarn().addKeyValue("mirror", mirror).log("MNIST cannot be had: {}", e.getMessage());
        tried.add(mirror + " (" + e.getMessage() + ")");
        continue;
      }
      return inFolder(cache, "mirror " + mirror, tried);
    }
    return Optional.empty();
  }
}
