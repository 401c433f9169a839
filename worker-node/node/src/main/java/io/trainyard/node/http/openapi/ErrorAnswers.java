package io.trainyard.node.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.api.RouteBodies;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.Problem;
import io.trainyard.node.http.Routing;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a route's failures are documented: one response per status, naming its codes. */
final class ErrorAnswers {
  private ErrorAnswers() {}

  static Map<Integer, ObjectNode> of(Route route, RouteDoc doc, Routing routing, Schemas schemas) {
    Map<Integer, Set<ErrorCode>> byStatus =
        codes(route, doc, routing).stream()
            .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toSet()));
    Map<Integer, ObjectNode> answers = new TreeMap<>();
    byStatus.forEach((status, codes) -> answers.put(status, answer(route, codes, status, schemas)));
    return answers;
  }

  private static Set<ErrorCode> codes(Route route, RouteDoc doc, Routing routing) {
    Set<ErrorCode> codes = EnumSet.of(ErrorCode.FORBIDDEN_ORIGIN, ErrorCode.MISDIRECTED_HOST);
    codes.addAll(doc.errors());
    if (route.access() == Route.Access.TOKEN) {
      codes.add(ErrorCode.UNAUTHORIZED);
    }
    if (route != Route.DOCS && route != Route.OPENAPI) {
      codes.add(ErrorCode.BUSY);
      codes.add(ErrorCode.INTERNAL);
    }
    if (routing.forwards(route)) {
      codes.add(ErrorCode.MASTER_UNAVAILABLE);
    }
    return codes;
  }

  private static ObjectNode answer(Route route, Set<ErrorCode> codes, int status, Schemas schemas) {
    String described =
        codes.stream()
            .sorted()
            .map(code -> "`" + code.name() + "`: " + code.title() + ".")
            .collect(Collectors.joining(" "));
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    boolean probe = status == 503 && (route == Route.HEALTH || route == Route.KAFKA_STATUS);
    response.put("description", (probe ? "Status DOWN. " : "") + described);
    ObjectNode content = response.putObject("content");
    if (probe) {
      RouteBodies.answer(route)
          .ifPresent(
              type -> content.putObject("application/json").set("schema", schemas.ref(type)));
    }
    content.putObject(Problem.MEDIA_TYPE).set("schema", schemas.ref(Problem.class));
    return response;
  }
}
