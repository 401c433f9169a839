package io.trainyard.node.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.api.Golden;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.api.RouteBodies;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.Problem;
import io.trainyard.node.http.Routing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a role's OpenAPI 3.1 document out of the table of routes, their words, the contract's
 * records and the golden examples: none of it is told twice.
 */
public final class OpenApi {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]*)}");
  private static final Set<Route> MAKE_RUNS =
      EnumSet.of(Route.SEND_TASK, Route.RUN_RETRY, Route.RUN_CONTINUE, Route.RUN_CLONE);
  private static final Set<Route> BODY_OPTIONAL = EnumSet.of(Route.SEND_TASK, Route.RUN_CLONE);
  private static final String JSON = "application/json";
  private static final String SECURITY = "token";

  private final Routing routing;
  private final String version;
  private final Schemas schemas = new Schemas();

  private OpenApi(Routing routing, String version) {
    this.routing = routing;
    this.version = version;
  }

  /** The document as YAML. */
  public static String document(Routing routing, String version) {
    return Yaml.write(new OpenApi(routing, version).write());
  }

  private ObjectNode write() {
    ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
    String role = routing.role().label();
    ObjectNode info = document.putObject("info");
    info.put("title", "Trainyard " + role);
    info.put("version", version);
    info.put(
        "description",
        "Distributed training of deep-learning classifiers, watched and steered live. Errors are"
            + " RFC 9457 problems with a stable `code`. Every answer in JSON is laid out for people"
            + " with `?pretty`.");
    ObjectNode paths = document.putObject("paths");
    for (Route route : routing.routes()) {
      ObjectNode path =
          paths.has(route.path())
              ? (ObjectNode) paths.get(route.path())
              : paths.putObject(route.path());
      path.set(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    components(document);
    return document;
  }

  private void components(ObjectNode document) {
    ObjectNode components = document.putObject("components");
    ObjectNode token = components.putObject("securitySchemes").putObject(SECURITY);
    token.put("type", "http").put("scheme", "bearer");
    token.put("description", "Printed by `trainyard token`.");
    schemas.ref(Problem.class);
    ObjectNode all = components.putObject("schemas");
    schemas.components().forEach(all::set);
  }

  private ObjectNode operation(Route route) {
    RouteDoc doc = RouteDocs.of(route);
    ObjectNode operation = NODES.objectNode();
    operation.put("operationId", route.name().toLowerCase(Locale.ROOT));
    operation.putArray("tags").add(doc.tag());
    operation.put("summary", doc.summary());
    operation.put(
        "description",
        doc.description() + (routing.forwards(route) ? " This worker asks a master." : ""));
    if (route.access() == Route.Access.TOKEN) {
      operation.putArray("security").addObject().putArray(SECURITY);
    } else {
      operation.putArray("security");
    }
    ArrayNode parameters = parameters(route, doc);
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    requestBody(route).ifPresent(body -> operation.set("requestBody", body));
    ObjectNode responses = operation.putObject("responses");
    responses.set(Integer.toString(doc.success()), success(route, doc));
    ErrorAnswers.of(route, doc, routing, schemas)
        .forEach((status, error) -> responses.set(Integer.toString(status), error));
    return operation;
  }

  private static ArrayNode parameters(Route route, RouteDoc doc) {
    ArrayNode parameters = NODES.arrayNode();
    Matcher names = PATH_PARAMETER.matcher(route.path());
    while (names.find()) {
      ObjectNode parameter = parameter(parameters, names.group(1), "path").put("required", true);
      parameter.putObject("schema").put("type", "string");
    }
    for (RouteDoc.Parameter query : doc.query()) {
      parameter(parameters, query.name(), "query")
          .put("description", query.description())
          .set("schema", tree(query.schema().getBytes(StandardCharsets.UTF_8)));
    }
    if (MAKE_RUNS.contains(route)) {
      parameter(parameters, "Idempotency-Key", "header")
          .put("description", "The same key and request give the same run.")
          .putObject("schema")
          .put("type", "string")
          .put("maxLength", 200);
    }
    return parameters;
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String place) {
    return parameters.addObject().put("name", name).put("in", place);
  }

  private Optional<ObjectNode> requestBody(Route route) {
    if (route == Route.DATASET_ADD) {
      return Optional.of(UploadBody.schema());
    }
    return RouteBodies.request(route)
        .map(
            type -> {
              ObjectNode body = NODES.objectNode().put("required", !BODY_OPTIONAL.contains(route));
              ObjectNode media = body.putObject("content").putObject(JSON);
              media.set("schema", schemas.ref(type));
              Golden.request(route).ifPresent(example -> media.set("example", tree(example)));
              return body;
            });
  }

  private ObjectNode success(Route route, RouteDoc doc) {
    ObjectNode response = NODES.objectNode().put("description", doc.summary());
    Optional<Class<?>> type = RouteBodies.answer(route);
    if (type.isEmpty() && fileType(route).isEmpty()) {
      return response;
    }
    String mediaType = fileType(route).orElse(JSON);
    ObjectNode media = response.putObject("content").putObject(mediaType);
    if (type.isEmpty() || route == Route.LOG_STREAM) {
      media.putObject("schema").put("type", "string");
    } else {
      media.set("schema", schemas.ref(type.get()));
    }
    Golden.answer(route).ifPresent(example -> media.set("example", example(route, example)));
    return response;
  }

  private JsonNode example(Route route, byte[] golden) {
    if (route != Route.LOG_STREAM) {
      return tree(golden);
    }
    type(route);
    return NODES.textNode("id: 3-120\ndata: " + tree(golden) + "\n\n");
  }

  /**
   * The stream's lines are records, too: their schema is listed though no media type refers to it.
   */
  private void type(Route route) {
    RouteBodies.answer(route).ifPresent(schemas::ref);
  }

  private static Optional<String> fileType(Route route) {
    return switch (route) {
      case LOG_STREAM -> Optional.of("text/event-stream");
      case METRICS -> Optional.of("text/plain");
      case DOCS -> Optional.of("text/html");
      case OPENAPI -> Optional.of("application/yaml");
      case MODEL_CONTENT -> Optional.of("application/zip");
      default -> Optional.empty();
    };
  }

  static JsonNode tree(byte[] json) {
    try {
      return Json.tree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("an example is no JSON", e);
    }
  }
}
