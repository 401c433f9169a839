package io.trainyard.node.http.openapi;

import io.trainyard.contract.error.ErrorCode;
import java.util.List;

/**
 * What is to be known about a route beyond its method and path.
 *
 * @param tag groups routes on the page
 * @param summary a few words
 * @param description sentences, Markdown
 * @param query its query parameters; others are refused
 * @param success status of a good answer
 * @param errors codes that this route gives beside those that any may give
 */
public record RouteDoc(
    String tag,
    String summary,
    String description,
    List<Parameter> query,
    int success,
    List<ErrorCode> errors) {
  private static final int OK = 200;

  public RouteDoc {
    query = List.copyOf(query);
    errors = List.copyOf(errors);
  }

  static RouteDoc of(String tag, String summary, String description) {
    return new RouteDoc(tag, summary, description, List.of(), OK, List.of());
  }

  RouteDoc answers(int status) {
    return new RouteDoc(tag, summary, description, query, status, errors);
  }

  RouteDoc fails(ErrorCode... codes) {
    return new RouteDoc(tag, summary, description, query, success, List.of(codes));
  }

  RouteDoc takes(Parameter... parameters) {
    return new RouteDoc(tag, summary, description, List.of(parameters), success, errors);
  }

  /**
   * A query parameter; always optional.
   *
   * @param schema its JSON schema, as JSON
   */
  public record Parameter(String name, String description, String schema) {}
}
