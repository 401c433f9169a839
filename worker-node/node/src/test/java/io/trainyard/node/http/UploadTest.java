package io.trainyard.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.config.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UploadTest {
  private static final String PATH = "/api/v1/datasets";

  private Path staging;
  private TestNode node;

  @BeforeEach
  void start(@TempDir Path home) throws Exception {
    Path data = home.resolve("data");
    staging = data.resolve("staging");
    Files.createDirectories(staging.resolve("upload-left-by-a-crash"));
    node =
        new TestNode(
            home,
            Role.MASTER,
            TestNode.QUICK,
            "trainyard.data-dir=" + data,
            "trainyard.http.upload-max-bytes=20000000");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void filesArriveWholeAndAreGoneAfterwards() throws Exception {
    byte[] images = FakeModels.content(9_000_000);
    byte[] body =
        new Multipart()
            .file("trainImages", images)
            .field("name", "fashion")
            .file("trainLabels", new byte[3])
            .file("testImages", new byte[5])
            .file("testLabels", new byte[0])
            .end();

    HttpResponse<String> response = upload(BodyPublishers.ofByteArray(body));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(response.headers().firstValue("Location").orElse("")).startsWith(PATH + "/e05b2d");
    assertThat(node.asked()).containsExactly("add fashion 9000000 3 5 0");
    assertNothingStaged();
  }

  @Test
  void aBodyOfUnknownLengthIsTakenToo() throws Exception {
    byte[] body = complete("chunked").end();

    HttpResponse<String> response =
        upload(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(node.asked()).containsExactly("add chunked 10 10 - -");
  }

  @Test
  void aMissingPartIsNamed() throws Exception {
    assertMissing(
        "trainLabels", new Multipart().field("name", "a").file("trainImages", new byte[1]));
    assertMissing(
        "name", new Multipart().file("trainImages", new byte[1]).file("trainLabels", new byte[1]));
    assertMissing("testLabels", complete("a").file("testImages", new byte[1]));
    assertThat(node.asked()).isEmpty();
    assertNothingStaged();
  }

  private void assertMissing(String part, Multipart body) throws Exception {
    Problem problem = TestNode.problem(upload(BodyPublishers.ofByteArray(body.end())));
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(problem.field()).isEqualTo(part);
  }

  @Test
  void aPartThatIsNotWantedIsRefused() throws Exception {
    for (Multipart body :
        List.of(
            complete("a").file("../../etc/passwd", new byte[1]),
            complete("a").file("trainImages", new byte[1]))) {
      Problem problem = TestNode.problem(upload(BodyPublishers.ofByteArray(body.end())));
      assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
    assertThat(node.asked()).isEmpty();
    assertNothingStaged();
  }

  @Test
  void anUploadTooLargeIsRefusedWhetherItsLengthIsDeclaredOrNot() throws Exception {
    byte[] body = new Multipart().file("trainImages", new byte[20_500_000]).end();

    Problem declared = TestNode.problem(upload(BodyPublishers.ofByteArray(body)));
    Problem chunked =
        TestNode.problem(
            upload(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    assertThat(declared.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(chunked.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(chunked.detail()).contains("upload-max-bytes");
    assertNothingStaged();
  }

  @Test
  void whatTheDatasetsRefuseIsToldAndTheFilesAreGone() throws Exception {
    node.questions.instead =
        () -> {
          throw new TrainyardException(ErrorCode.INVALID_DATASET, "Wrong magic at byte 0.");
        };

    Problem problem = TestNode.problem(upload(BodyPublishers.ofByteArray(complete("a").end())));

    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_DATASET);
    assertNothingStaged();
  }

  @Test
  void anUploadCutHalfWayLeavesNothing() throws Exception {
    try (RawHttp raw = new RawHttp(node.port())) {
      raw.send(
          head(1_000_000) + "--limit\r\nContent-Disposition: form-data; name=\"trainImages\";");
      raw.send(" filename=\"x\"\r\n\r\n" + "x".repeat(500_000));
      await().until(() -> staged() == 2);
    }
    assertNothingStaged();
    assertThat(node.asked()).isEmpty();
  }

  @Test
  void anUploadThatStallsIsGivenUp() throws Exception {
    String answer =
        RawHttp.call(
            node.port(),
            head(1_000_000)
                + "--limit\r\nContent-Disposition: form-data; name=\"trainImages\";"
                + " filename=\"x\"\r\n\r\nx");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("Nothing came");
    assertNothingStaged();
  }

  @Test
  void onlyMultipartIsTaken() throws Exception {
    assertThat(TestNode.problem(node.post(PATH, "{}")).code())
        .isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    HttpResponse<String> withoutBoundary =
        node.send(
            node.request(PATH)
                .header("Content-Type", "multipart/form-data")
                .POST(BodyPublishers.ofString("x")));
    assertThat(withoutBoundary.statusCode()).isEqualTo(400);
    assertNothingStaged();
  }

  private static Multipart complete(String name) {
    return new Multipart()
        .field("name", name)
        .file("trainImages", new byte[10])
        .file("trainLabels", new byte[10]);
  }

  private HttpResponse<String> upload(BodyPublisher body) throws Exception {
    return node.send(node.request(PATH).header("Content-Type", Multipart.TYPE).POST(body));
  }

  private String head(int length) {
    return "POST "
        + PATH
        + " HTTP/1.1\r\nHost: localhost:"
        + node.port()
        + "\r\nAuthorization: "
        + node.authorization
        + "\r\nContent-Type: "
        + Multipart.TYPE
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private void assertNothingStaged() {
    await().untilAsserted(() -> assertThat(staged()).isZero());
  }

  private long staged() {
    try (Stream<Path> files = Files.walk(staging)) {
      return files.count() - 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
