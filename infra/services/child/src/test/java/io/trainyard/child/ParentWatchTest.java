package io.trainyard.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
  private final CountDownLatch orderly = new CountDownLatch(1);
  private final CountDownLatch atOnce = new CountDownLatch(1);
  private final CountDownLatch hooksDone = new CountDownLatch(1);

  @Test
  void endsInGoodOrderWhenTheParentCloses() throws Exception {
    hooksDone.countDown();
    PipedOutputStream parent = new PipedOutputStream();
    new ParentWatch(new PipedInputStream(parent), end(), Duration.ofSeconds(30)).start();

    parent.write('x');
    parent.flush();
    assertThat(orderly.await(200, TimeUnit.MILLISECONDS)).isFalse();
    parent.close();

    assertThat(orderly.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(atOnce.getCount()).isEqualTo(1);
  }

  @Test
  void endsAtOnceWhenGoodOrderTakesTooLong() throws Exception {
    PipedOutputStream parent = new PipedOutputStream();
    new ParentWatch(new PipedInputStream(parent), end(), Duration.ofMillis(50)).start();

    parent.close();

    assertThat(atOnce.await(10, TimeUnit.SECONDS)).isTrue();
    hooksDone.countDown();
  }

  private ProcessEnd end() {
    return new ProcessEnd() {
      @Override
      public void orderly() {
        orderly.countDown();
        try {
          hooksDone.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      public void atOnce() {
        atOnce.countDown();
      }
    };
  }
}
