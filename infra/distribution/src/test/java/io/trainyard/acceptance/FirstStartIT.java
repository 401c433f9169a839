package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the program brings along so that the first start ever is as fast as a later one. */
class FirstStartIT {
  private static final Path LIB = Path.of("target/trainyard/lib").toAbsolutePath();

  private final Yard yard = Yard.shared();

  @Test
  void everyJvmMapsAnArchiveThatCameWithTheProgram() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "the system tells of mapped files");
    JsonNode status = yard.trainyard("status", "--json").json();
    List<String> without = new ArrayList<>();
    for (JsonNode service : status.path("services")) {
      String kind = service.path("kind").asText();
      if (!kind.equals("redis") && !mapsArchive(kind, service.path("pid").asLong())) {
        without.add(service.path("name").asText());
      }
    }
    assertThat(status.path("services")).hasSize(6);
    assertThat(without).isEmpty();
    assertThat(LIB.resolve("archive/command.jsa")).exists();
  }

  @Test
  void nothingIsUnpackedOrArchivedInThePersonsFolder() {
    assertThat(LIB.resolve("natives")).isNotEmptyDirectory();
    assertThat(yard.home().resolve("cache/natives")).doesNotExist();
    assertThat(yard.home().resolve("cache/classes")).doesNotExist();
  }

  private static boolean mapsArchive(String kind, long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/maps"))
        .contains(LIB.resolve("archive") + "/" + kind + "-");
  }
}
