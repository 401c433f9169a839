package io.trainyard.node.http;

import static io.trainyard.contract.error.ErrorCode.INVALID_REQUEST;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.codec.Words;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.node.http.openapi.RouteDoc;
import io.trainyard.node.http.openapi.RouteDocs;
import java.util.Collection;
import java.util.List;

/** Refuses query parameters that a route does not have: a misspelt one would be lost silently. */
public final class QueryCheck {
  /** Asks for JSON laid out for people; every route that answers JSON takes it. */
  static final String PRETTY = "pretty";

  private QueryCheck() {}

  /** Throws INVALID_REQUEST naming the first parameter that the route does not document. */
  public static void known(Route route, Collection<String> given) {
    List<String> allowed =
        RouteDocs.of(route).query().stream().map(RouteDoc.Parameter::name).toList();
    for (String name : given) {
      if (!allowed.contains(name) && !name.equals(PRETTY)) {
        String shown = Words.printable(name);
        throw TrainyardException.ofField(
            INVALID_REQUEST,
            shown,
            "\"" + shown + "\" is no parameter of this route; it takes " + listed(allowed) + ".");
      }
    }
  }

  private static String listed(List<String> allowed) {
    return allowed.isEmpty() ? "only " + PRETTY : String.join(", ", allowed) + " and " + PRETTY;
  }
}
