package io.trainyard.node.http.route;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A response written from a blocking thread. At most a few pieces are on their way to the socket at
 * a time: the writer waits for a slow reader, and gives up on one that has stopped. One writer.
 */
final class ResponseStream extends OutputStream {
  private static final int PIECE = 64 * 1024;
  private static final int PIECES = 8;

  private final Context context;
  private final HttpServerResponse response;
  private final Duration patience;
  private final Semaphore room = new Semaphore(PIECES);
  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
  private final byte[] piece = new byte[PIECE];
  private int filled;
  private @Nullable Runnable head;

  /**
   * Writes to a response.
   *
   * @param patience how long a reader may take for one piece
   */
  ResponseStream(Context context, HttpServerResponse response, Duration patience) {
    this.context = context;
    this.response = response;
    this.patience = patience;
  }

  /** What is to be done on the context before the first bytes. */
  void beforeFirst(Runnable action) {
    this.head = action;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, PIECE - filled);
      System.arraycopy(bytes, offset + done, piece, filled, part);
      filled += part;
      done += part;
      if (filled == PIECE) {
        send();
      }
    }
  }

  /** Sends what is left; returns before it has arrived. */
  @Override
  public void flush() throws IOException {
    if (filled > 0) {
      send();
    }
  }

  private void send() throws IOException {
    awaitRoom();
    Buffer bytes = Buffer.buffer(filled).appendBytes(piece, 0, filled);
    filled = 0;
    Runnable first = head;
    head = null;
    context.runOnContext(
        now -> {
          if (first != null) {
            first.run();
          }
          response.write(bytes).onComplete(written -> sent(written.cause()));
        });
  }

  private void sent(@Nullable Throwable failure) {
    if (failure != null) {
      broken.compareAndSet(null, failure);
    }
    room.release();
  }

  private void awaitRoom() throws IOException {
    try {
      if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the client reads nothing for " + patience.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting for the client");
    }
    Throwable failure = broken.get();
    if (failure != null) {
      throw new IOException("the client has gone", failure);
    }
  }
}
