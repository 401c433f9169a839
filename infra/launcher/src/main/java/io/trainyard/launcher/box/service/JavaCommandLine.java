package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.install.ClassPath;
import io.trainyard.launcher.box.install.JavaCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts together the command line of a child JVM; what is common to all of them is said here. */
final class JavaCommandLine {
  private static final String CHILD_MAIN = "io.trainyard.child.ChildMain";

  private final List<String> command = new ArrayList<>();

  /**
   * @param scratch for temporary files, so that none stay behind elsewhere
   * @param crashLogs where the JVM writes why it crashed
   */
  JavaCommandLine(Path scratch, Path crashLogs) {
    command.add(JavaCommand.path().toString());
    add("-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError");
    add("-XX:ErrorFile=" + crashLogs.resolve("hs_err_pid%p.log"));
    add("-XX:ReplayDataFile=" + crashLogs.resolve("replay_pid%p.log"));
    add("-Djava.io.tmpdir=" + scratch, "-Djna.tmpdir=" + scratch, "-Dfile.encoding=UTF-8");
  }

  JavaCommandLine add(String... flags) {
    command.addAll(List.of(flags));
    return this;
  }

  JavaCommandLine add(List<String> flags) {
    command.addAll(flags);
    return this;
  }

  /** The main class runs under a watch that ends it with its parent. */
  List<String> run(ClassPath classPath, String mainClass, String... arguments) {
    add("-cp", classPath.text(), CHILD_MAIN, mainClass).add(arguments);
    return List.copyOf(command);
  }
}
