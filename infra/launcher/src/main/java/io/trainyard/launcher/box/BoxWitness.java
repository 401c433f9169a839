package io.trainyard.launcher.box;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.cluster.WorkerExit;
import io.trainyard.contract.codec.Json;
import io.trainyard.launcher.box.process.ProcessLedger;
import io.trainyard.launcher.box.supervise.ChildWitness;
import io.trainyard.launcher.home.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes processes for the case of a crash, and tells the master at once when a worker has died, so
 * that its run need not wait for missing heartbeats. Called by the supervisor's thread.
 */
final class BoxWitness implements ChildWitness {
  private static final Logger LOG = LoggerFactory.getLogger(BoxWitness.class);
  private static final Duration LIMIT = Duration.ofSeconds(4);

  private final ProcessLedger ledger;
  private final Endpoints endpoints;
  private final AccessToken token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  BoxWitness(ProcessLedger ledger, Endpoints endpoints, AccessToken token) {
    this.ledger = ledger;
    this.endpoints = endpoints;
    this.token = token;
  }

  @Override
  public void started(Service service, long pid) {
    try {
      ledger.started(service.name(), pid);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void ended(Service service, long pid, int exitCode) {
    LOG.atInfo()
        .addKeyValue("service", service.name())
        .addKeyValue("pid", pid)
        .addKeyValue("exitCode", exitCode)
        .log("process ended");
    if (service.kind() == ServiceKind.WORKER) {
      endpoints.addresses(ServiceKind.MASTER).forEach(master -> tell(master, service, pid));
    }
    try {
      ledger.ended(service.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the background; the master finds out by itself if this does not reach it. */
  private void tell(String master, Service worker, long pid) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(master + Route.WORKER_EXITED.with(worker.name())))
            .timeout(LIMIT)
            .header("Authorization", token.bearer())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(new WorkerExit(pid))))
            .build();
    var unused =
        http.sendAsync(request, BodyHandlers.discarding())
            .whenComplete((response, failure) -> log(worker, response, failure));
  }

  private static void log(Service worker, HttpResponse<Void> response, Throwable failure) {
    var line = failure == null ? LOG.atInfo() : LOG.atWarn();
    line.addKeyValue("workerId", worker.name())
        .addKeyValue("answer", failure == null ? response.statusCode() : failure.toString())
        .log("told the master that a worker has exited");
  }
}
