package io.trainyard.client.stream;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A body as it arrives, taken by one thread with a limit on how long nothing may come. Asks the
 * connection for more only when what came has been taken.
 */
final class ByteFeed implements BodySubscriber<ByteFeed>, AutoCloseable {
  private sealed interface Signal {
    record Bytes(List<ByteBuffer> buffers) implements Signal {}

    record Ended() implements Signal {}

    record Failed(Throwable why) implements Signal {}
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Subscription> source = new AtomicReference<>();

  @Override
  public CompletionStage<ByteFeed> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source.set(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal.Bytes(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal.Failed(failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.Ended());
  }

  /**
   * The next bytes; an empty list at the body's end.
   *
   * @throws IOException when the connection breaks or nothing comes within the limit
   */
  List<ByteBuffer> next(Duration limit) throws IOException, InterruptedException {
    Signal signal = signals.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (signal == null) {
      throw new IOException("nothing was heard for " + limit.toSeconds() + " s");
    }
    if (signal instanceof Signal.Bytes bytes) {
      Subscription subscription = source.get();
      if (subscription != null) {
        subscription.request(1);
      }
      return bytes.buffers();
    }
    if (signal instanceof Signal.Failed failed) {
      throw new IOException("the connection broke", failed.why());
    }
    return List.of();
  }

  /** Drops the connection. */
  @Override
  public void close() {
    Subscription subscription = source.getAndSet(null);
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
