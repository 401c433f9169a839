package io.trainyard.faults;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stops one thread of another virtual machine for good, which goes on otherwise. */
public final class Hang {
  private static final String CLASS = "io/trainyard/faults/Hang.class";

  private Hang() {}

  /**
   * Stops the threads of this name.
   *
   * @param folder where the agent's jar may be written
   */
  static void threads(long pid, String name, Path folder) throws Exception {
    Path jar = agent(folder);
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    try {
      machine.loadAgent(jar.toString(), name);
    } finally {
      machine.detach();
    }
  }

  private static Path agent(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), Hang.class.getName());
    Path jar = folder.resolve("hang.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream self =
            Objects.requireNonNull(Hang.class.getClassLoader().getResourceAsStream(CLASS))) {
      out.putNextEntry(new JarEntry(CLASS));
      self.transferTo(out);
    }
    return jar;
  }

  /** Runs in the other machine: nothing but a hang looks like a hang from outside. */
  @SuppressWarnings({"deprecation", "removal"})
  public static void agentmain(String name) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(name)) {
        thread.suspend();
      }
    }
  }
}
