package io.trainyard.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.node.config.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRouteButTheOpenOnesAsksForTheToken(Role role) throws Exception {
    try (TestNode node = new TestNode(home, role)) {
      for (Route route : Route.values()) {
        for (String given : List.of("", "Bearer wrong", node.authorization + "x", "Basic eDp5")) {
          HttpRequest.Builder request =
              HttpRequest.newBuilder(node.uri(route.with("x")))
                  .method(route.method(), BodyPublishers.noBody());
          if (!given.isEmpty()) {
            request.header("Authorization", given);
          }
          HttpResponse<String> response = node.send(request);
          if (route.access() == Route.Access.OPEN) {
            assertThat(response.statusCode()).as("%s", route).isEqualTo(200);
          } else {
            assertThat(response.statusCode()).as("%s %s", route, given).isEqualTo(401);
            assertThat(TestNode.problem(response).code()).isEqualTo(ErrorCode.UNAUTHORIZED);
          }
        }
      }
      assertThat(node.asked()).containsOnly("health");
    }
  }

  @Test
  void aPathWithoutARouteAsksForTheTokenToo() throws Exception {
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      for (String path :
          List.of("/x", "/docs/../api/v1/runs", "/health/../api/v1/runs", "//api/v1/runs")) {
        assertThat(RawHttp.call(node.port(), get(path, "localhost:" + node.port(), "")))
            .as(path)
            .startsWith("HTTP/1.1 401");
      }
    }
  }

  @Test
  void withoutATokenTheCurlLineThatWorksIsShown() throws Exception {
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      HttpResponse<String> response =
          node.send(
              HttpRequest.newBuilder(node.uri("/send_task/cnn")).POST(BodyPublishers.noBody()));

      Problem problem = TestNode.problem(response);
      assertThat(problem.detail())
          .isEqualTo(
              "Call it as: curl -X POST -H @\""
                  + home.resolve("auth-header")
                  + "\" http://127.0.0.1:"
                  + node.port()
                  + "/send_task/cnn");
      assertThat(response.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer realm=\"trainyard\"");
      assertThat(response.body()).doesNotContain(node.authorization.substring("Bearer ".length()));
    }
  }

  @Test
  void nothingACallerMadeUpEntersTheCurlLine() throws Exception {
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      String answer =
          RawHttp.call(node.port(), get("/$(reboot)`id`", "localhost:" + node.port(), ""));

      assertThat(answer).startsWith("HTTP/1.1 401").doesNotContain("reboot", "`id`");
    }
  }

  @Test
  void theTokenIsMadeForTheOwnersEyesOnlyAndKept() throws Exception {
    String first;
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      first = node.authorization;
      assertThat(node.get("/api/v1/runs").statusCode()).isEqualTo(200);
    }
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      assertThat(node.authorization).isEqualTo(first);
    }
    for (String file : List.of("token", "auth-header")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(home.resolve("auth-header")))
        .isEqualTo("Authorization: Bearer " + Files.readString(home.resolve("token")));
  }

  @Test
  void aTokenFileThatHoldsNoTokenStopsTheStart() throws Exception {
    Files.writeString(home.resolve("token"), "short\n");

    assertThatThrownBy(() -> new TestNode(home, Role.MASTER).close())
        .isInstanceOf(StartException.class)
        .hasMessageContaining(home.resolve("token").toString())
        .hasMessageContaining("at least 16");
  }

  @Test
  void withoutAuthEveryRouteIsOpenOnLoopback() throws Exception {
    try (TestNode node = new TestNode(home, Role.MASTER, "trainyard.auth=none")) {
      assertThat(node.send(HttpRequest.newBuilder(node.uri("/api/v1/runs"))).statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example", "evil.example:PORT", "localhost", "localhost:1", "127.0.0.1.evil:PORT",
        "localhost:PORT:PORT", "", "[::2]:PORT", "10.0.0.1:PORT", "localhost:PORT@evil",
      })
  void aHostThatIsNotOursIsRefusedBeforeAnythingElse(String host) throws Exception {
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      String given = host.replace("PORT", Integer.toString(node.port()));

      String answer =
          RawHttp.call(node.port(), get("/health", given, "Authorization: " + node.authorization));

      assertThat(answer).containsPattern("^HTTP/1.1 4(21|00)").contains("problem+json");
      assertThat(node.asked()).isEmpty();
    }
  }

  @Test
  void twoHostsOrNoneAreRefused() throws Exception {
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      String ours = "Host: localhost:" + node.port() + "\r\n";
      String tail = "Connection: close\r\n\r\n";
      assertThat(RawHttp.call(node.port(), "GET /health HTTP/1.1\r\n" + ours + ours + tail))
          .containsPattern("^HTTP/1.1 4(21|00)");
      assertThat(RawHttp.call(node.port(), "GET /health HTTP/1.1\r\n" + tail))
          .containsPattern("^HTTP/1.1 4(21|00)");
    }
  }

  @Test
  void configuredNamesAreServed() throws Exception {
    try (TestNode node =
        new TestNode(home, Role.MASTER, "trainyard.http.allowed-hosts=master,yard.example:443")) {
      assertThat(RawHttp.call(node.port(), get("/health", "master:" + node.port(), "")))
          .startsWith("HTTP/1.1 200");
      assertThat(RawHttp.call(node.port(), get("/health", "Yard.Example:443", "")))
          .startsWith("HTTP/1.1 200");
      assertThat(RawHttp.call(node.port(), get("/health", "master:1", "")))
          .startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void aContainerIsAddressedAsLoopbackWithThePortItIsPublishedAt() throws Exception {
    try (TestNode node =
        new TestNode(
            home,
            Role.MASTER,
            "trainyard.http.host=0.0.0.0",
            "trainyard.http.exposure=container")) {
      assertThat(RawHttp.call(node.port(), get("/health", "localhost:15000", "")))
          .startsWith("HTTP/1.1 200");
      assertThat(RawHttp.call(node.port(), get("/health", "evil.example:15000", "")))
          .startsWith("HTTP/1.1 421");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://localhost:3000",
        "Origin: https://localhost.evil.example:PORT",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
      })
  void aPageFromElsewhereCannotCallNotEvenWithGet(String header) throws Exception {
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      String given = header.replace("PORT", Integer.toString(node.port()));
      for (String path : List.of("/test-producer", "/health")) {
        String answer =
            RawHttp.call(
                node.port(),
                get(
                    path,
                    "localhost:" + node.port(),
                    given + "\r\nAuthorization: " + node.authorization));
        assertThat(answer).startsWith("HTTP/1.1 403").contains("FORBIDDEN_ORIGIN");
      }
      assertThat(node.asked()).isEmpty();
    }
  }

  @Test
  void ourOwnPageMayCallAndALinkToTheDocumentationMayBeFollowed() throws Exception {
    try (TestNode node = new TestNode(home, Role.MASTER)) {
      String host = "localhost:" + node.port();
      String own = "Origin: http://" + host + "\r\nSec-Fetch-Site: same-origin";
      String link =
          "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document";
      assertThat(RawHttp.call(node.port(), get("/health", host, own))).startsWith("HTTP/1.1 200");
      assertThat(RawHttp.call(node.port(), get("/docs", host, link))).startsWith("HTTP/1.1 200");
      assertThat(RawHttp.call(node.port(), get("/metrics", host, link))).startsWith("HTTP/1.1 403");
    }
  }

  private static String get(String path, String host, String headers) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\n"
        + (headers.isEmpty() ? "" : headers + "\r\n")
        + "Connection: close\r\n\r\n";
  }
}
