package io.trainyard.node.http.openapi;

import static io.trainyard.contract.error.ErrorCode.BODY_TOO_LARGE;
import static io.trainyard.contract.error.ErrorCode.DATASET_NOT_FOUND;
import static io.trainyard.contract.error.ErrorCode.IDEMPOTENCY_CONFLICT;
import static io.trainyard.contract.error.ErrorCode.ILLEGAL_TRANSITION;
import static io.trainyard.contract.error.ErrorCode.INVALID_HYPERPARAMETER;
import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;
import static io.trainyard.contract.error.ErrorCode.KAFKA_UNAVAILABLE;
import static io.trainyard.contract.error.ErrorCode.OUTCOME_UNKNOWN;
import static io.trainyard.contract.error.ErrorCode.RUN_NOT_FOUND;
import static io.trainyard.contract.error.ErrorCode.UNKNOWN_MODEL_TYPE;
import static io.trainyard.contract.error.ErrorCode.UNSUPPORTED_MEDIA_TYPE;
import static io.trainyard.contract.error.ErrorCode.UNSUPPORTED_SHAPE;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** The words of the documentation for what is asked of runs. */
final class ControlDocs {
  private static final int ACCEPTED = 202;
  private static final ErrorCode[] NONE = {};

  private ControlDocs() {}

  static RouteDoc of(Route route) {
    return switch (route) {
      case RUN_RETRY, RUN_CONTINUE, RUN_CLONE -> made(route);
      case RUN_ANNOTATE, RUN_PRIORITY, RUN_STEER -> changed(route);
      default -> moved(route);
    };
  }

  private static RouteDoc moved(Route route) {
    return switch (route) {
      case RUN_PAUSE ->
          doc(
              "Pause a run",
              "Frees its slot: a run that learns saves a checkpoint first and is PAUSING until its"
                  + " worker has let go; one that waits is PAUSED at once.",
              ILLEGAL_TRANSITION);
      case RUN_RESUME ->
          doc(
              "Resume a run",
              "Queues a paused run in its old place; it goes on from its checkpoint. One that is"
                  + " still PAUSING simply goes on. What was lost before is forgiven.",
              ILLEGAL_TRANSITION);
      default ->
          doc(
              "Cancel a run",
              "Asks for the run to be cancelled; its worker lets go within a moment.",
              ILLEGAL_TRANSITION);
    };
  }

  private static RouteDoc changed(Route route) {
    return switch (route) {
      case RUN_STEER ->
          withBody(
              doc(
                  "Steer a run",
                  "Changes the learning rate, the number of epochs or both while the run learns or"
                      + " waits. Values are absolute; of one setting the latest request stands. Each"
                      + " is listed in `steering`, with the `iteration` after which it was applied; one"
                      + " without on a run that has ended was never applied.",
                  ILLEGAL_TRANSITION,
                  INVALID_HYPERPARAMETER));
      case RUN_PRIORITY ->
          withBody(
                  doc(
                      "Change a run's priority",
                      "Higher ones leave the queue first, of equals the first submitted. A run that"
                          + " learns already is not touched.",
                      ILLEGAL_TRANSITION))
              .answers(200);
      default ->
          withBody(
                  doc(
                      "Annotate a run",
                      "Changes its name, tags, notes, or whether it is archived, in any state. What is"
                          + " left out stays as it is; an empty name or note is taken away.",
                      NONE))
              .answers(200);
    };
  }

  private static RouteDoc made(Route route) {
    return switch (route) {
      case RUN_RETRY ->
          doc(
              "Retry a run",
              "Makes a new run with an ended one's settings, `parent` names it. A repeated"
                  + " `Idempotency-Key` gives the same run again.",
              ILLEGAL_TRANSITION,
              DATASET_NOT_FOUND,
              IDEMPOTENCY_CONFLICT);
      case RUN_CONTINUE ->
          withBody(
              doc(
                  "Continue a run",
                  "Makes a new run that goes on for so many more epochs from an ended one's model or,"
                      + " when it did not succeed, its newest checkpoint, with its batch size and"
                      + " seed. Its `epochs` count from the first run's beginning.",
                  ILLEGAL_TRANSITION,
                  INVALID_HYPERPARAMETER,
                  DATASET_NOT_FOUND,
                  IDEMPOTENCY_CONFLICT));
      default ->
          withBody(
              doc(
                  "Clone a run",
                  "Makes a new run with the settings of one in any state, but for those in the body,"
                      + " and begins afresh.",
                  UNKNOWN_MODEL_TYPE,
                  INVALID_HYPERPARAMETER,
                  DATASET_NOT_FOUND,
                  UNSUPPORTED_SHAPE,
                  IDEMPOTENCY_CONFLICT));
    };
  }

  private static RouteDoc doc(String summary, String description, ErrorCode... more) {
    List<ErrorCode> errors =
        new ArrayList<>(List.of(RUN_NOT_FOUND, KAFKA_UNAVAILABLE, OUTCOME_UNKNOWN));
    errors.addAll(List.of(more));
    return RouteDoc.of(RouteDocs.RUNS, summary, description)
        .answers(ACCEPTED)
        .fails(errors.toArray(ErrorCode[]::new));
  }

  private static RouteDoc withBody(RouteDoc doc) {
    List<ErrorCode> errors = new ArrayList<>(doc.errors());
    errors.addAll(List.of(INVALID_REQUEST, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE));
    return doc.fails(errors.toArray(ErrorCode[]::new));
  }
}
