package io.trainyard.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trainyard.node.config.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

  @Test
  void aTakenPortStopsTheStartWithOneSentence(@TempDir Path home) {
    try (TestNode first = new TestNode(home, Role.MASTER)) {
      assertThatThrownBy(
              () -> new TestNode(home, Role.MASTER, "trainyard.http.port=" + first.port()).close())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("127.0.0.1:" + first.port())
          .hasMessageContaining("trainyard.http.port")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aClosedServerLeavesNoThread(@TempDir Path home) throws Exception {
    TestNode node = new TestNode(home, Role.MASTER);
    assertThat(node.get("/health").statusCode()).isEqualTo(200);
    node.close();

    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("http-") || name.startsWith("vert.x-")));
  }
}
