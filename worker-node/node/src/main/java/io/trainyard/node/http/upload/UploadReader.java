package io.trainyard.node.http.upload;

import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;

import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Streams the parts of one multipart body to files; memory holds no more than a few pieces. Event
 * loop only.
 */
final class UploadReader {
  private static final long ROOM_CHECK_BYTES = 256_000_000L;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Staging staging;
  private final long maxBytes;
  private final Duration patience;
  private final Map<PartFile, Path> files = new EnumMap<>(PartFile.class);
  private final List<Future<Void>> written = new ArrayList<>();
  private final Promise<Map<PartFile, Path>> done = Promise.promise();
  private long received;
  private long receivedBefore = -1;

  UploadReader(
      Vertx vertx, HttpServerRequest request, Staging staging, long maxBytes, Duration patience) {
    this.vertx = vertx;
    this.request = request;
    this.staging = staging;
    this.maxBytes = maxBytes;
    this.patience = patience;
  }

  /** Reads the body; fails on the first part that is not wanted. Resumes the request. */
  Future<Map<PartFile, Path>> readInto(Path folder) {
    long watch = vertx.setPeriodic(patience.toMillis(), id -> checkProgress());
    request.exceptionHandler(this::fail);
    request.uploadHandler(part -> store(part, folder));
    request.endHandler(
        end ->
            Future.join(written).onSuccess(all -> done.tryComplete(files)).onFailure(this::fail));
    request.resume();
    return done.future().eventually(() -> settled(watch));
  }

  /** After a failure too, the files are closed before anyone deletes them. */
  private Future<?> settled(long watch) {
    vertx.cancelTimer(watch);
    return done.future().succeeded()
        ? Future.succeededFuture()
        : Future.join(written).otherwiseEmpty();
  }

  private void store(HttpServerFileUpload part, Path folder) {
    if (done.future().isComplete()) {
      part.handler(bytes -> {});
      return;
    }
    PartFile kind = PartFile.of(part.name()).orElse(null);
    if (kind == null || files.containsKey(kind)) {
      part.handler(bytes -> {});
      String name = Words.printable(part.name());
      fail(
          TrainyardException.ofField(
              INVALID_REQUEST, name, "\"" + name + "\" is no part of a dataset, or comes twice."));
      return;
    }
    Path file = folder.resolve(kind.part());
    files.put(kind, file);
    written.add(copy(part, file));
  }

  private Future<Void> copy(HttpServerFileUpload part, Path file) {
    Promise<Void> copied = Promise.promise();
    part.pause();
    vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setWrite(true).setCreateNew(true))
        .onFailure(
            failure -> {
              copied.fail(failure);
              fail(failure);
              part.handler(bytes -> {}).resume();
            })
        .onSuccess(out -> pump(part, out, copied));
    return copied.future();
  }

  private void pump(HttpServerFileUpload part, AsyncFile out, Promise<Void> copied) {
    Promise<Void> ended = Promise.promise();
    done.future().onFailure(ended::tryFail);
    part.exceptionHandler(ended::tryFail);
    part.endHandler(end -> ended.tryComplete());
    part.handler(bytes -> write(part, out, bytes, ended));
    part.resume();
    ended.future().eventually(out::close).onComplete(copied).onFailure(this::fail);
  }

  private void write(HttpServerFileUpload part, AsyncFile out, Buffer bytes, Promise<Void> ended) {
    if (ended.future().isComplete()) {
      return;
    }
    received += bytes.length();
    if (received > maxBytes) {
      fail(tooLarge(maxBytes));
      return;
    }
    out.write(bytes).onFailure(failure -> ended.tryFail(diskFails(failure)));
    checkRoom(bytes.length());
    if (out.writeQueueFull()) {
      part.pause();
      out.drainHandler(ready -> part.resume());
    }
  }

  /** A body of undeclared length may fill the disk on its way. */
  private void checkRoom(int added) {
    if (received / ROOM_CHECK_BYTES != (received - added) / ROOM_CHECK_BYTES) {
      vertx
          .executeBlocking(
              () -> {
                staging.checkRoom(0);
                return null;
              })
          .onFailure(this::fail);
    }
  }

  private void checkProgress() {
    if (request.bytesRead() == receivedBefore) {
      fail(
          new TrainyardException(
              INVALID_REQUEST, "Nothing came for " + patience.toSeconds() + " s."));
    }
    receivedBefore = request.bytesRead();
  }

  private void fail(Throwable failure) {
    done.tryFail(failure);
  }

  private static TrainyardException diskFails(Throwable failure) {
    return new TrainyardException(
        ErrorCode.INSUFFICIENT_STORAGE, "The upload cannot be written to the disk.", failure);
  }

  static TrainyardException tooLarge(long maxBytes) {
    return new TrainyardException(
        ErrorCode.BODY_TOO_LARGE,
        "An upload has at most " + maxBytes + " bytes (trainyard.http.upload-max-bytes).");
  }
}
