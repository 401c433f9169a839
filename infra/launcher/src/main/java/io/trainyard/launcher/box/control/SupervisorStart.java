package io.trainyard.launcher.box.control;

import io.trainyard.launcher.box.install.ClassArchive;
import io.trainyard.launcher.box.install.ClassArchive.Kind;
import io.trainyard.launcher.box.install.ClassPath;
import io.trainyard.launcher.box.install.Installation;
import io.trainyard.launcher.box.install.Installation.Program;
import io.trainyard.launcher.box.install.JavaCommand;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts the supervisor as a process that belongs to no terminal: neither Ctrl+C nor a closed
 * window reaches it.
 */
public final class SupervisorStart {
  private static final File NOTHING = new File("/dev/null");
  private static final long LARGEST_LOG = 5L << 20;

  private final SupervisorOptions options;

  public SupervisorStart(SupervisorOptions options) {
    this.options = options;
  }

  /**
   * Returns once {@link ControlClient} can ask the supervisor, or it has ended without. Its first
   * line of output says so; whatever comes later nobody reads.
   */
  public Process start() throws IOException {
    Path log = options.home().supervisorLog();
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Files.delete(log);
    }
    List<String> command = new ArrayList<>(detached());
    command.add(JavaCommand.path().toString());
    command.addAll(List.of("-Xms16m", "-Xmx64m", "-Xss512k", "-XX:+UseSerialGC"));
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:+DisplayVMOutputToStderr",
            "-Xshare:auto"));
    command.add("-Dlogback.configurationFile=supervisor-logback.xml");
    command.addAll(installation());
    ClassPath classPath = classPath();
    ClassArchive archive = new ClassArchive(Installation.find(), options.home().classArchives());
    command.addAll(archive.flags(Kind.SUPERVISOR, true));
    command.addAll(List.of("-cp", classPath.text(), SupervisorMain.class.getName()));
    command.addAll(options.arguments());
    Process supervisor =
        new ProcessBuilder(command)
            .directory(classPath.folder().toFile())
            .redirectInput(NOTHING)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (BufferedReader said = supervisor.inputReader()) {
      said.readLine();
    }
    return supervisor;
  }

  /** A session of its own where the system has the command for it, else deaf to the signals. */
  private static List<String> detached() {
    boolean setsid =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));
    return setsid
        ? List.of("setsid")
        : List.of("sh", "-c", "trap '' INT HUP QUIT; exec \"$@\"", "supervisor");
  }

  /** It must find the same programs as this process, from another working folder. */
  private static List<String> installation() {
    Installation found = Installation.find();
    if (found instanceof Installation.Distribution distribution) {
      return List.of("-Dtrainyard.lib=" + distribution.lib());
    } else if (found instanceof Installation.SourceTree tree) {
      return List.of("-Dtrainyard.sources=" + tree.root());
    }
    throw new IllegalStateException("unknown installation " + found);
  }

  /** From the sources its class path is this process's own. */
  private ClassPath classPath() {
    Installation installation = Installation.find();
    return installation instanceof Installation.Distribution
        ? installation.classPath(Program.LAUNCHER)
        : new ClassPath(options.home().folder(), List.of(System.getProperty("java.class.path")));
  }
}
