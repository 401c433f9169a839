package io.trainyard.node.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a download to a file, tells how far it is, and ends one that grows too large. */
final class DownloadProgress implements BodySubscriber<Path> {
  private static final Logger log = LoggerFactory.getLogger(DownloadProgress.class);
  private static final int STEPS = 4;

  private final URI from;
  private final ResponseInfo head;
  private final BodySubscriber<Path> file;
  private final long largest;
  private final long expected;
  private final StoreProgress progress;
  private Flow.@Nullable Subscription subscription;
  private long received;
  private long logged;

  DownloadProgress(URI from, ResponseInfo head, Path part, long largest, StoreProgress progress) {
    this.from = from;
    this.head = head;
    this.file = BodySubscribers.ofFile(part);
    this.largest = largest;
    this.progress = progress;
    this.expected = head.headers().firstValueAsLong("Content-Length").orElse(0);
  }

  @Override
  public CompletionStage<Path> getBody() {
    return file.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    file.onSubscribe(given);
    if (head.statusCode() != 200) {
      fail("it answered " + head.statusCode());
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    received += bytes.stream().mapToLong(ByteBuffer::remaining).sum();
    if (received > largest) {
      fail("it sends more than " + largest + " bytes");
      return;
    }
    file.onNext(bytes);
    progress.fetched(received, expected);
    long step = expected == 0 ? 0 : received * STEPS / expected;
    if (step > logged) {
      logged = step;
      log.atInfo()
          .addKeyValue("from", from)
          .addKeyValue("bytes", received)
          .addKeyValue("of", expected)
          .log("Downloading MNIST");
    }
  }

  private void fail(String why) {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
    file.onError(new IOException(why));
  }

  @Override
  public void onError(Throwable failure) {
    file.onError(failure);
  }

  @Override
  public void onComplete() {
    file.onComplete();
  }
}
