package io.trainyard.launcher.cli;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.cluster.WorkerView;
import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.box.ServiceKind;
import io.trainyard.launcher.box.supervise.ServiceStatus;
import io.trainyard.launcher.home.AccessToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the workers themselves what they are learning. Thread-safe. */
final class WorkerRuns {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRuns.class);
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final AccessToken token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  WorkerRuns(AccessToken token) {
    this.token = token;
  }

  /** Worker name to run id; workers that are idle or do not answer are left out. */
  Map<String, String> of(List<ServiceStatus> services) {
    Map<String, CompletableFuture<Optional<String>>> asked = new TreeMap<>();
    services.stream()
        .filter(service -> service.isUp() && service.kind().equals(ServiceKind.WORKER.label()))
        .forEach(worker -> asked.put(worker.name(), ask(worker)));
    Map<String, String> runs = new TreeMap<>();
    asked.forEach((worker, run) -> run.join().ifPresent(id -> runs.put(worker, id)));
    return runs;
  }

  private CompletableFuture<Optional<String>> ask(ServiceStatus worker) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(worker.address() + Route.STATUS.path()))
            .timeout(LIMIT)
            .header("Authorization", token.bearer())
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(WorkerRuns::runIn)
        .exceptionally(
            failure -> {
              LOG.atDebug().setCause(failure).addKeyValue("workerId", worker.name()).log("silent");
              return Optional.empty();
            });
  }

  private static Optional<String> runIn(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      return Optional.empty();
    }
    try {
      WorkerView worker = Json.read(answer.body(), WorkerView.class);
      return Optional.ofNullable(worker.run()).map(run -> run.runId());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
