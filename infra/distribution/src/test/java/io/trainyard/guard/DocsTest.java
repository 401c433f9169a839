package io.trainyard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages point at is there. */
class DocsTest {
  private static final Path ROOT = RepositoryTest.root();
  private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w+(?:IT|Test))\\b");
  private static final Pattern RUN_ROUTE = Pattern.compile("\\| ([A-Z]+ /api/v1/runs\\S*) \\|");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @Test
  void everyTestThatAPageNamesExists() {
    Set<String> tests =
        files(ROOT, ".java").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());

    assertThat(pages()).isNotEmpty();
    for (Path page : pages()) {
      assertThat(found(page, TEST_NAME)).as(page.toString()).isSubsetOf(tests);
    }
  }

  @Test
  void everyLinkLeadsSomewhere() {
    for (Path page : pages()) {
      Path folder = page.toAbsolutePath().resolveSibling("");
      assertThat(found(page, LINK))
          .as(page.toString())
          .allMatch(link -> Files.exists(folder.resolve(link)));
    }
  }

  @Test
  void everyRouteOfRunsHasItsLineAndNoLineIsMadeUp() {
    Set<String> routes =
        Arrays.stream(Route.values())
            .filter(route -> route.path().startsWith("/api/v1/runs"))
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toSet());

    Set<String> told = found(ROOT.resolve("docs/rest-api.md"), RUN_ROUTE);

    assertThat(told).isEqualTo(routes);
  }

  private static List<Path> pages() {
    return Stream.concat(
            Stream.of(ROOT.resolve("README.md")), files(ROOT.resolve("docs"), ".md").stream())
        .toList();
  }

  private static Set<String> found(Path page, Pattern pattern) {
    try {
      return pattern
          .matcher(Files.readString(page))
          .results()
          .map(match -> match.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ending) && !file.toString().contains("/target/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
