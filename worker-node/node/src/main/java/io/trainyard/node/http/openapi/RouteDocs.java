package io.trainyard.node.http.openapi;

import static io.trainyard.contract.error.ErrorCode.BODY_TOO_LARGE;
import static io.trainyard.contract.error.ErrorCode.BUSY;
import static io.trainyard.contract.error.ErrorCode.CASSANDRA_UNAVAILABLE;
import static io.trainyard.contract.error.ErrorCode.DATASET_NOT_FOUND;
import static io.trainyard.contract.error.ErrorCode.IDEMPOTENCY_CONFLICT;
import static io.trainyard.contract.error.ErrorCode.ILLEGAL_TRANSITION;
import static io.trainyard.contract.error.ErrorCode.INSUFFICIENT_STORAGE;
import static io.trainyard.contract.error.ErrorCode.INVALID_DATASET;
import static io.trainyard.contract.error.ErrorCode.INVALID_EVENT_ID;
import static io.trainyard.contract.error.ErrorCode.INVALID_HYPERPARAMETER;
import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;
import static io.trainyard.contract.error.ErrorCode.IN_USE;
import static io.trainyard.contract.error.ErrorCode.KAFKA_UNAVAILABLE;
import static io.trainyard.contract.error.ErrorCode.MNIST_UNAVAILABLE;
import static io.trainyard.contract.error.ErrorCode.MODEL_NOT_FOUND;
import static io.trainyard.contract.error.ErrorCode.NAME_TAKEN;
import static io.trainyard.contract.error.ErrorCode.NOT_READY;
import static io.trainyard.contract.error.ErrorCode.OUTCOME_UNKNOWN;
import static io.trainyard.contract.error.ErrorCode.REDIS_UNAVAILABLE;
import static io.trainyard.contract.error.ErrorCode.RUN_NOT_FOUND;
import static io.trainyard.contract.error.ErrorCode.TOO_MANY_STREAMS;
import static io.trainyard.contract.error.ErrorCode.UNKNOWN_MODEL_TYPE;
import static io.trainyard.contract.error.ErrorCode.UNSUPPORTED_MEDIA_TYPE;
import static io.trainyard.contract.error.ErrorCode.UNSUPPORTED_SHAPE;
import static io.trainyard.contract.error.ErrorCode.UPGRADE_NEEDED;
import static io.trainyard.contract.error.ErrorCode.WORKER_NOT_FOUND;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.RunQuery;
import io.trainyard.node.http.openapi.RouteDoc.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of the documentation, one entry per route. */
public final class RouteDocs {
  private static final String TRAINING = "Training";
  static final String RUNS = "Runs";
  private static final String DATASETS = "Datasets";
  private static final String MODELS = "Models";
  private static final String CLUSTER = "Cluster";
  private static final String NODE = "Node";

  /** For so long runs may wait before an audit lists them. */
  public static final int WAITING_MINUTES = 10;

  public static final int MOST_WAITING_MINUTES = 10_000;

  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  private static final Parameter SOURCE =
      new Parameter(
          "source",
          "`auto` looks in the configured folder, the cache and the public mirrors; `synthetic`"
              + " draws digits instead, labelled as such.",
          "{\"type\":\"string\",\"enum\":[\"auto\",\"synthetic\"],\"default\":\"auto\"}");

  private RouteDocs() {}

  public static RouteDoc of(Route route) {
    return switch (route) {
      case SEND_TASK, LOG_STREAM -> training(route);
      case RUNS, RUN, RUN_REMOVE, RUN_METRICS, RUN_LOGS -> runs(route);
      case RUN_ANNOTATE,
          RUN_PAUSE,
          RUN_RESUME,
          RUN_CANCEL,
          RUN_STEER,
          RUN_PRIORITY,
          RUN_RETRY,
          RUN_CONTINUE,
          RUN_CLONE ->
          ControlDocs.of(route);
      case STORE_MNIST,
          WARM_CACHE,
          DATASETS,
          DATASET_ADD,
          DATASET_STORE_MNIST,
          DATASET,
          DATASET_REMOVE,
          DATASET_WARM ->
          datasets(route);
      case MODELS, MODEL, MODEL_CONTENT, MODEL_REMOVE -> models(route);
      case KAFKA_STATUS,
          TEST_PRODUCER,
          SEND_TEST_RECORD,
          CLUSTER,
          CLUSTER_AUDIT,
          WORKERS,
          WORKER_EXITED ->
          cluster(route);
      case HEALTH, METRICS, DOCS, OPENAPI, STATUS -> node(route);
    };
  }

  private static RouteDoc training(Route route) {
    if (route == Route.SEND_TASK) {
      return RouteDoc.of(
              TRAINING,
              "Train a model",
              "Starts a training run of an MLP, CNN or LSTM (any case). Every field of the body is"
                  + " optional, and so is the body. Answers once Kafka has acknowledged the run;"
                  + " without a quorum 503 within 10 s. When MNIST is asked for and not stored yet,"
                  + " the master stores it once and the run says what it waits for. A repeated"
                  + " `Idempotency-Key` gives the same run again.")
          .answers(ACCEPTED)
          .fails(
              INVALID_REQUEST,
              UNKNOWN_MODEL_TYPE,
              INVALID_HYPERPARAMETER,
              DATASET_NOT_FOUND,
              BODY_TOO_LARGE,
              UNSUPPORTED_MEDIA_TYPE,
              IDEMPOTENCY_CONFLICT,
              UNSUPPORTED_SHAPE,
              KAFKA_UNAVAILABLE,
              OUTCOME_UNKNOWN,
              UPGRADE_NEEDED,
              NOT_READY);
    }
    return RouteDoc.of(
            TRAINING,
            "Follow live",
            "Server-sent events: log lines as plain messages, metrics, states and results as named"
                + " events. `Last-Event-ID` resumes where a client left off. An event `gap` with"
                + " `{\"missed\":n}` says that a client read too slowly; `end` says why the stream"
                + " is over. A comment line comes every 15 s.")
        .takes(
            text("run", "A run's id; without it the whole yard from now on."),
            text("lastEventId", "As the header `Last-Event-ID`, for clients that cannot set it."))
        .fails(
            INVALID_REQUEST,
            INVALID_EVENT_ID,
            RUN_NOT_FOUND,
            TOO_MANY_STREAMS,
            KAFKA_UNAVAILABLE,
            NOT_READY);
  }

  private static RouteDoc runs(Route route) {
    return switch (route) {
      case RUNS ->
          RouteDoc.of(
                  RUNS,
                  "List runs",
                  "Runs, newest first and without archived ones unless asked otherwise; `total`"
                      + " counts those that fit.")
              .takes(
                  new Parameter(
                      "state",
                      "Only runs in this state.",
                      "{\"$ref\":\"#/components/schemas/RunState\"}"),
                  words("model", "Only runs of this model, in any case.", ModelType.values()),
                  text("tag", "Only runs with this tag."),
                  text("q", "Only runs with this in their id or name, in any case."),
                  words(
                      "archived",
                      "`false`, the default, leaves archived runs out, `true` lists only them, `all`"
                          + " both.",
                      RunQuery.Archived.values()),
                  words(
                      "sort",
                      "`newest`, the default, or `oldest` submitted; last `changed` state; `name`;"
                          + " `priority` as in the queue; best `accuracy`.",
                      RunQuery.Sort.values()),
                  number("limit", "How many at most.", 50, 1, 500),
                  number("offset", "How many to pass over.", 0, 0, Integer.MAX_VALUE))
              .fails(INVALID_REQUEST);
      case RUN ->
          RouteDoc.of(RUNS, "Show a run", "Its state and why, progress, attempts and result.")
              .fails(RUN_NOT_FOUND);
      case RUN_REMOVE ->
          RouteDoc.of(RUNS, "Remove a run", "Removes an ended run with its history and its model.")
              .answers(NO_CONTENT)
              .fails(RUN_NOT_FOUND, ILLEGAL_TRANSITION, IN_USE, KAFKA_UNAVAILABLE, OUTCOME_UNKNOWN);
      case RUN_METRICS ->
          RouteDoc.of(RUNS, "A run's metrics", "Every point that counts, in order.")
              .fails(RUN_NOT_FOUND, CASSANDRA_UNAVAILABLE);
      default ->
          RouteDoc.of(RUNS, "A run's log", "The last log lines, oldest first.")
              .takes(number("limit", "How many lines at most.", 500, 1, 10_000))
              .fails(INVALID_REQUEST, RUN_NOT_FOUND, CASSANDRA_UNAVAILABLE);
    };
  }

  private static RouteDoc datasets(Route route) {
    return switch (route) {
      case STORE_MNIST, DATASET_STORE_MNIST ->
          RouteDoc.of(
                  DATASETS,
                  "Store MNIST",
                  "Stores MNIST in Cassandra as compressed 5 MB chunks. Storing it again stores"
                      + " nothing twice and says `present`.")
              .takes(SOURCE)
              .fails(
                  INVALID_REQUEST, MNIST_UNAVAILABLE, CASSANDRA_UNAVAILABLE, INSUFFICIENT_STORAGE);
      case WARM_CACHE ->
          RouteDoc.of(
                  DATASETS,
                  "Warm the cache",
                  "Reads every chunk of a dataset from Cassandra into Redis.")
              .takes(text("dataset", "An id, a unique prefix of one, or a name; without it mnist."))
              .fails(DATASET_NOT_FOUND, CASSANDRA_UNAVAILABLE, REDIS_UNAVAILABLE);
      case DATASET_WARM ->
          RouteDoc.of(
                  DATASETS,
                  "Warm the cache with this dataset",
                  "Reads every chunk of the dataset from Cassandra into Redis.")
              .fails(DATASET_NOT_FOUND, CASSANDRA_UNAVAILABLE, REDIS_UNAVAILABLE);
      case DATASETS ->
          RouteDoc.of(DATASETS, "List datasets", "Datasets, newest first.")
              .fails(CASSANDRA_UNAVAILABLE);
      case DATASET_ADD ->
          RouteDoc.of(
                  DATASETS,
                  "Upload a dataset",
                  "IDX files, gzip or not, as multipart/form-data. Test images and labels come"
                      + " together or not at all. Nothing is visible until all of it is stored.")
              .answers(CREATED)
              .fails(
                  INVALID_REQUEST,
                  NAME_TAKEN,
                  BODY_TOO_LARGE,
                  UNSUPPORTED_MEDIA_TYPE,
                  INVALID_DATASET,
                  CASSANDRA_UNAVAILABLE,
                  INSUFFICIENT_STORAGE);
      case DATASET ->
          RouteDoc.of(DATASETS, "Show a dataset", "By id, unique prefix of one, or name.")
              .fails(DATASET_NOT_FOUND, CASSANDRA_UNAVAILABLE);
      default ->
          RouteDoc.of(
                  DATASETS, "Remove a dataset", "Refused while a run that has not ended uses it.")
              .answers(NO_CONTENT)
              .fails(DATASET_NOT_FOUND, IN_USE, CASSANDRA_UNAVAILABLE);
    };
  }

  private static RouteDoc models(Route route) {
    return switch (route) {
      case MODELS -> RouteDoc.of(MODELS, "List models", "Trained models, newest first.");
      case MODEL ->
          RouteDoc.of(MODELS, "Show a model", "What it is and where it comes from.")
              .fails(MODEL_NOT_FOUND);
      case MODEL_CONTENT ->
          RouteDoc.of(MODELS, "Download a model", "The model file, a zip, checked as it is sent.")
              .fails(MODEL_NOT_FOUND, CASSANDRA_UNAVAILABLE);
      default ->
          RouteDoc.of(MODELS, "Remove a model", "The run that made it stays.")
              .answers(NO_CONTENT)
              .fails(MODEL_NOT_FOUND, IN_USE, KAFKA_UNAVAILABLE, OUTCOME_UNKNOWN);
    };
  }

  private static RouteDoc cluster(Route route) {
    return switch (route) {
      case KAFKA_STATUS ->
          RouteDoc.of(
              CLUSTER,
              "Look at Kafka",
              "Brokers, controller, topics, under-replicated partitions and the workers' lag."
                  + " Without a quorum, or with all brokers gone, it answers within 5 s: 503,"
                  + " status DOWN.");
      case TEST_PRODUCER, SEND_TEST_RECORD ->
          RouteDoc.of(
                  CLUSTER,
                  "Send a test record",
                  "Sends one record to the test topic and tells where it landed.")
              .fails(KAFKA_UNAVAILABLE);
      case CLUSTER ->
          RouteDoc.of(CLUSTER, "The cluster at a glance", "Health, workers, and how many runs.");
      case CLUSTER_AUDIT ->
          RouteDoc.of(
                  CLUSTER,
                  "Audit the cluster",
                  "Folds the journal anew from its beginning and compares that with the running"
                      + " master's book: one terminal state for each run, none left again. Reads"
                      + " each current checkpoint and each model from Cassandra and checks its"
                      + " hash. Lists runs that wait for long, counts what lacks a copy and what"
                      + " nothing names. One at a time; seconds to minutes.")
              .takes(
                  number(
                      "waiting",
                      "For how many minutes a run may be QUEUED or STARTING before it is listed.",
                      WAITING_MINUTES,
                      1,
                      MOST_WAITING_MINUTES))
              .fails(INVALID_REQUEST, BUSY, KAFKA_UNAVAILABLE, CASSANDRA_UNAVAILABLE);
      case WORKERS -> RouteDoc.of(CLUSTER, "List workers", "As their heartbeats tell.");
      default ->
          RouteDoc.of(
                  CLUSTER,
                  "Tell of a worker's end",
                  "A supervisor's word that a worker's process has ended, so that its runs move on"
                      + " at once.")
              .answers(NO_CONTENT)
              .fails(INVALID_REQUEST, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, WORKER_NOT_FOUND);
    };
  }

  private static RouteDoc node(Route route) {
    return switch (route) {
      case HEALTH ->
          RouteDoc.of(
              NODE,
              "Health",
              "Each dependency with its latency. UP and DEGRADED answer 200, DOWN 503 with the same"
                  + " body.");
      case METRICS -> RouteDoc.of(NODE, "Metrics", "For Prometheus, text format.");
      case DOCS -> RouteDoc.of(NODE, "This documentation", "Swagger UI, served offline.");
      case OPENAPI -> RouteDoc.of(NODE, "This document", "OpenAPI 3.1.");
      default ->
          RouteDoc.of(
              NODE, "A worker's own status", "Slots, current run, progress, device, images/s.");
    };
  }

  private static Parameter text(String name, String description) {
    return new Parameter(name, description, "{\"type\":\"string\"}");
  }

  private static Parameter words(String name, String description, Enum<?>... constants) {
    String all =
        Arrays.stream(constants)
            .map(constant -> '"' + constant.name().toLowerCase(Locale.ROOT) + '"')
            .collect(Collectors.joining(","));
    return new Parameter(name, description, "{\"type\":\"string\",\"enum\":[" + all + "]}");
  }

  private static Parameter number(
      String name, String description, int otherwise, int least, int most) {
    return new Parameter(
        name,
        description,
        "{\"type\":\"integer\",\"default\":%d,\"minimum\":%d,\"maximum\":%d}"
            .formatted(otherwise, least, most));
  }
}
