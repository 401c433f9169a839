package io.trainyard.contract.error;

/**
 * The stable codes of problem+json; the HTTP status belongs to the code and is told nowhere else.
 */
public enum ErrorCode {
  INVALID_REQUEST(400, ErrorType.USER, "The request is not valid"),
  UNKNOWN_MODEL_TYPE(400, ErrorType.USER, "There is no such model type"),
  INVALID_HYPERPARAMETER(400, ErrorType.USER, "A training setting is out of bounds"),
  INVALID_EVENT_ID(400, ErrorType.USER, "The Last-Event-ID is not one of this stream"),
  UNAUTHORIZED(401, ErrorType.USER, "The access token is missing or wrong"),
  FORBIDDEN_ORIGIN(403, ErrorType.USER, "Calls from this origin are refused"),
  NOT_FOUND(404, ErrorType.USER, "There is no such route"),
  RUN_NOT_FOUND(404, ErrorType.USER, "There is no such run"),
  DATASET_NOT_FOUND(404, ErrorType.USER, "There is no such dataset"),
  MODEL_NOT_FOUND(404, ErrorType.USER, "There is no such model"),
  WORKER_NOT_FOUND(404, ErrorType.USER, "There is no such worker"),
  METHOD_NOT_ALLOWED(405, ErrorType.USER, "The route does not take this method"),
  ILLEGAL_TRANSITION(409, ErrorType.USER, "The run's state does not allow this"),
  IN_USE(409, ErrorType.USER, "Something still uses it"),
  NAME_TAKEN(409, ErrorType.USER, "The name belongs to another"),
  BODY_TOO_LARGE(413, ErrorType.USER, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, ErrorType.USER, "The body's media type is not accepted"),
  MISDIRECTED_HOST(421, ErrorType.USER, "This host name is not served here"),
  INVALID_DATASET(422, ErrorType.USER, "The dataset cannot be read"),
  UNSUPPORTED_SHAPE(422, ErrorType.USER, "The model cannot take items of this shape"),
  IDEMPOTENCY_CONFLICT(422, ErrorType.USER, "The idempotency key was used for another request"),
  TOO_MANY_STREAMS(429, ErrorType.RESOURCES, "Too many streams are open"),
  INTERNAL(500, ErrorType.INTERNAL, "Something broke inside Trainyard"),
  OUTCOME_UNKNOWN(503, ErrorType.EXTERNAL, "It is not known whether the request took effect"),
  KAFKA_UNAVAILABLE(503, ErrorType.EXTERNAL, "Kafka does not answer"),
  CASSANDRA_UNAVAILABLE(503, ErrorType.EXTERNAL, "Cassandra does not answer"),
  REDIS_UNAVAILABLE(503, ErrorType.EXTERNAL, "Redis does not answer"),
  MASTER_UNAVAILABLE(503, ErrorType.EXTERNAL, "No master answers"),
  NOT_READY(503, ErrorType.EXTERNAL, "The node is still starting"),
  MNIST_UNAVAILABLE(503, ErrorType.EXTERNAL, "MNIST can be found nowhere"),
  UPGRADE_NEEDED(503, ErrorType.INTERNAL, "The cluster speaks a newer protocol than this node"),
  BUSY(503, ErrorType.RESOURCES, "The node has too much to do just now"),
  INSUFFICIENT_STORAGE(507, ErrorType.RESOURCES, "There is too little free disk");

  private final int status;
  private final ErrorType type;
  private final String title;

  ErrorCode(int status, ErrorType type, String title) {
    this.status = status;
    this.type = type;
    this.title = title;
  }

  /** The HTTP status that carries this code. */
  public int status() {
    return status;
  }

  public ErrorType type() {
    return type;
  }

  /** One sentence without details, the same for each occurrence. */
  public String title() {
    return title;
  }
}
