package io.trainyard.launcher.cli;

import io.trainyard.launcher.box.data.BoxFolder;
import io.trainyard.launcher.box.data.FileTree;
import io.trainyard.launcher.home.TrainyardHome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deletes the data of boxes: only folders that bear a box's mark, so never something of another's.
 *
 * @param folders of all topologies, older ones that were moved aside included
 */
record Purge(List<Path> folders) {
  Purge {
    folders = List.copyOf(folders);
  }

  static Purge of(TrainyardHome home) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(home.folder(), "box-*")) {
      for (Path folder : found) {
        if (Files.exists(folder.resolve(BoxFolder.MARK))) {
          folders.add(folder);
        }
      }
    }
    return new Purge(folders);
  }

  /** What goes, and how much it is. */
  String words() throws IOException {
    long bytes = 0;
    for (Path folder : folders) {
      bytes += FileTree.size(folder);
    }
    return folders.isEmpty()
        ? "nothing"
        : folders.stream().map(Path::toString).collect(Collectors.joining(", "))
            + " ("
            + BoxReport.memory(bytes)
            + ")";
  }

  void run() throws IOException {
    for (Path folder : folders) {
      FileTree.delete(folder);
    }
  }
}
