package io.trainyard.node.http.upload;

import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.Exchange;
import io.trainyard.node.http.Limits;
import io.trainyard.node.http.QueryCheck;
import io.trainyard.node.http.WorkPool;
import io.trainyard.node.service.DatasetUpload;
import io.trainyard.node.service.Datasets;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * POST /api/v1/datasets: a multipart body goes to staged files, these to the datasets, and then
 * they are deleted whatever has happened. Event loop only.
 */
public final class UploadRoutes {
  private static final int CREATED = 201;
  private static final int OK = 200;

  /** Room for the multipart framing around the files. */
  private static final long FRAMING_BYTES = 100_000;

  private final Datasets datasets;
  private final Staging staging;
  private final WorkPool pool;
  private final Limits limits;
  private final long maxBytes;

  public UploadRoutes(
      Datasets datasets, Staging staging, WorkPool pool, Limits limits, long maxBytes) {
    this.datasets = datasets;
    this.staging = staging;
    this.pool = pool;
    this.limits = limits;
    this.maxBytes = maxBytes;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.direct(Route.DATASET_ADD, this::add);
  }

  private void add(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    QueryCheck.known(Route.DATASET_ADD, routing.queryParams().names());
    long expected = checkedLength(request);
    Context context = routing.vertx().getOrCreateContext();
    request.setExpectMultipart(true);
    request.pause();
    pool.call(context, () -> staging.open(expected))
        .compose(folder -> addFrom(folder, routing, context))
        .onSuccess(stored -> answer(routing, stored))
        .onFailure(routing::fail);
  }

  private Future<StoreAnswer> addFrom(Path folder, RoutingContext routing, Context context) {
    HttpServerRequest request = routing.request();
    Exchange.letBodyCome(request);
    return new UploadReader(routing.vertx(), request, staging, maxBytes, limits.body())
        .readInto(folder)
        .map(files -> upload(request, files))
        .compose(upload -> pool.call(context, () -> datasets.add(upload)))
        .eventually(() -> cleared(folder, routing));
  }

  /** Not on the pool: that may be full just when there is something to be deleted. */
  private Future<@Nullable Void> cleared(Path folder, RoutingContext routing) {
    return routing
        .vertx()
        .executeBlocking(
            () -> {
              staging.delete(folder);
              return null;
            });
  }

  private long checkedLength(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw new TrainyardException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the files as multipart/form-data (curl -F).");
    }
    long length = Exchange.contentLength(request);
    if (length > maxBytes + FRAMING_BYTES) {
      throw UploadReader.tooLarge(maxBytes);
    }
    return length;
  }

  private static DatasetUpload upload(HttpServerRequest request, Map<PartFile, Path> files) {
    String name = request.getFormAttribute("name");
    if (name == null || name.isBlank()) {
      throw missing("name");
    }
    boolean withTest =
        files.containsKey(PartFile.TEST_IMAGES) || files.containsKey(PartFile.TEST_LABELS);
    for (PartFile file : PartFile.values()) {
      if (!files.containsKey(file) && (file.required() || withTest)) {
        throw missing(file.part());
      }
    }
    return new DatasetUpload(
        name.strip(),
        needed(files, PartFile.TRAIN_IMAGES),
        needed(files, PartFile.TRAIN_LABELS),
        files.get(PartFile.TEST_IMAGES),
        files.get(PartFile.TEST_LABELS));
  }

  private static Path needed(Map<PartFile, Path> files, PartFile kind) {
    Path file = files.get(kind);
    if (file == null) {
      throw missing(kind.part());
    }
    return file;
  }

  private static TrainyardException missing(String part) {
    return TrainyardException.ofField(
        INVALID_REQUEST,
        part,
        "The part \""
            + part
            + "\" is missing; a dataset is name, trainImages, trainLabels and, together or not at"
            + " all, testImages and testLabels.");
  }

  private static void answer(RoutingContext routing, StoreAnswer stored) {
    if (routing.response().closed()) {
      return;
    }
    routing
        .response()
        .setStatusCode(stored.status().equals("stored") ? CREATED : OK)
        .putHeader("Location", Route.DATASET.with(stored.id()))
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(Json.bytes(stored)));
  }
}
