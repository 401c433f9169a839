package io.trainyard.contract.api;

import static io.trainyard.contract.api.Route.Access.OPEN;
import static io.trainyard.contract.api.Route.Access.TOKEN;
import static io.trainyard.contract.api.Route.Answers.EVERY_NODE;
import static io.trainyard.contract.api.Route.Answers.MASTER;
import static io.trainyard.contract.api.Route.Answers.WORKER;

/**
 * Every route there is: the router, the OpenAPI documents, the client and the access tests all read
 * this table. A path's parameters stand in braces.
 */
public enum Route {
  SEND_TASK("POST", "/send_task/{task_type}", TOKEN, MASTER),
  LOG_STREAM("GET", "/logs/stream", TOKEN, EVERY_NODE),
  KAFKA_STATUS("GET", "/kafka-status", TOKEN, EVERY_NODE),
  TEST_PRODUCER("GET", "/test-producer", TOKEN, EVERY_NODE),
  STORE_MNIST("POST", "/store_mnist_dataset_to_cassandra", TOKEN, MASTER),
  WARM_CACHE("GET", "/store_data_from_cassandra_to_redis", TOKEN, MASTER),
  HEALTH("GET", "/health", OPEN, EVERY_NODE),
  METRICS("GET", "/metrics", OPEN, EVERY_NODE),
  DOCS("GET", "/docs", OPEN, EVERY_NODE),
  OPENAPI("GET", "/openapi.yaml", OPEN, EVERY_NODE),
  STATUS("GET", "/status", TOKEN, WORKER),

  CLUSTER("GET", "/api/v1/cluster", TOKEN, MASTER),
  CLUSTER_AUDIT("GET", "/api/v1/cluster/audit", TOKEN, MASTER),
  WORKERS("GET", "/api/v1/workers", TOKEN, MASTER),
  WORKER_EXITED("POST", "/api/v1/workers/{worker}/exited", TOKEN, MASTER),
  SEND_TEST_RECORD("POST", "/api/v1/kafka/test-record", TOKEN, EVERY_NODE),
  RUNS("GET", "/api/v1/runs", TOKEN, MASTER),
  RUN("GET", "/api/v1/runs/{run}", TOKEN, MASTER),
  RUN_REMOVE("DELETE", "/api/v1/runs/{run}", TOKEN, MASTER),
  RUN_ANNOTATE("PATCH", "/api/v1/runs/{run}", TOKEN, MASTER),
  RUN_PAUSE("POST", "/api/v1/runs/{run}/pause", TOKEN, MASTER),
  RUN_RESUME("POST", "/api/v1/runs/{run}/resume", TOKEN, MASTER),
  RUN_CANCEL("POST", "/api/v1/runs/{run}/cancel", TOKEN, MASTER),
  RUN_STEER("POST", "/api/v1/runs/{run}/steer", TOKEN, MASTER),
  RUN_PRIORITY("POST", "/api/v1/runs/{run}/priority", TOKEN, MASTER),
  RUN_RETRY("POST", "/api/v1/runs/{run}/retry", TOKEN, MASTER),
  RUN_CONTINUE("POST", "/api/v1/runs/{run}/continue", TOKEN, MASTER),
  RUN_CLONE("POST", "/api/v1/runs/{run}/clone", TOKEN, MASTER),
  RUN_METRICS("GET", "/api/v1/runs/{run}/metrics", TOKEN, MASTER),
  RUN_LOGS("GET", "/api/v1/runs/{run}/logs", TOKEN, MASTER),
  DATASETS("GET", "/api/v1/datasets", TOKEN, MASTER),
  DATASET_ADD("POST", "/api/v1/datasets", TOKEN, MASTER),
  DATASET_STORE_MNIST("POST", "/api/v1/datasets/mnist", TOKEN, MASTER),
  DATASET("GET", "/api/v1/datasets/{dataset}", TOKEN, MASTER),
  DATASET_REMOVE("DELETE", "/api/v1/datasets/{dataset}", TOKEN, MASTER),
  DATASET_WARM("POST", "/api/v1/datasets/{dataset}/warm", TOKEN, MASTER),
  MODELS("GET", "/api/v1/models", TOKEN, MASTER),
  MODEL("GET", "/api/v1/models/{model}", TOKEN, MASTER),
  MODEL_CONTENT("GET", "/api/v1/models/{model}/content", TOKEN, MASTER),
  MODEL_REMOVE("DELETE", "/api/v1/models/{model}", TOKEN, MASTER);

  private final String method;
  private final String path;
  private final Access access;
  private final Answers answers;

  Route(String method, String path, Access access, Answers answers) {
    this.method = method;
    this.path = path;
    this.access = access;
    this.answers = answers;
  }

  public String method() {
    return method;
  }

  /** The path with its parameters in braces. */
  public String path() {
    return path;
  }

  public Access access() {
    return access;
  }

  /** Who answers; a worker forwards to the master what only that one answers. */
  public Answers answers() {
    return answers;
  }

  /** The path with its parameters, in order, replaced by these words, each percent-encoded. */
  public String with(String... words) {
    String filled = path;
    for (String word : words) {
      String encoded = java.net.URLEncoder.encode(word, java.nio.charset.StandardCharsets.UTF_8);
      filled =
          filled.replaceFirst(
              "\\{[^}]*}", java.util.regex.Matcher.quoteReplacement(encoded.replace("+", "%20")));
    }
    return filled;
  }

  /** Whether a call needs the token. */
  public enum Access {
    OPEN,
    TOKEN
  }

  /** Which role answers by itself. */
  public enum Answers {
    EVERY_NODE,
    MASTER,
    WORKER
  }
}
