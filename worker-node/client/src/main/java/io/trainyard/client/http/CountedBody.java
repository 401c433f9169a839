package io.trainyard.client.http;

import io.trainyard.client.TransferProgress;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** A body that tells how much of it has been handed to the connection. */
public final class CountedBody implements BodyPublisher {
  private final BodyPublisher body;
  private final TransferProgress progress;

  public CountedBody(BodyPublisher body, TransferProgress progress) {
    this.body = body;
    this.progress = progress;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(new Counter(subscriber));
  }

  private final class Counter implements Subscriber<ByteBuffer> {
    private final Subscriber<? super ByteBuffer> receiver;
    private long sent;

    Counter(Subscriber<? super ByteBuffer> receiver) {
      this.receiver = receiver;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      receiver.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      sent += bytes.remaining();
      receiver.onNext(bytes);
      progress.moved(sent, contentLength());
    }

    @Override
    public void onError(Throwable failure) {
      receiver.onError(failure);
    }

    @Override
    public void onComplete() {
      receiver.onComplete();
    }
  }
}
