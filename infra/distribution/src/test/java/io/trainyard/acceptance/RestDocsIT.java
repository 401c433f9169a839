package io.trainyard.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the curl lines of docs/rest-api.md as they stand, but for where this test's box listens. */
class RestDocsIT {
  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Path PAGE = Path.of("../../docs/rest-api.md");

  @TestFactory
  Stream<DynamicTest> documentedLinesWork() throws IOException {
    assumeTrue(hasCurl(), "skipped: there is no curl on the PATH");
    assumeTrue(
        System.getenv("TRAINYARD_MNIST_DIR") != null,
        "skipped: set TRAINYARD_MNIST_DIR to a folder with MNIST's four IDX files");
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    List<String> scripts = blocks.results().map(found -> found.group(1)).toList();
    assertThat(scripts).hasSizeGreaterThan(5);
    return scripts.stream()
        .map(script -> DynamicTest.dynamicTest(script.strip(), () -> runs(script)));
  }

  private static void runs(String script) {
    Yard yard = Yard.shared();
    String here =
        script
            .replace("http://127.0.0.1:5000", yard.master().toString())
            .replace("$HOME/.trainyard", yard.home().toString());
    Command.Result result = yard.shell("set -e\n" + here);
    assertThat(result.exitCode()).as("%s%s", result.out(), result.err()).isZero();
    assertThat(result.out()).isNotBlank();
  }

  private static boolean hasCurl() {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
  }
}
