package io.trainyard.node.http;

import io.trainyard.contract.api.Route;
import io.trainyard.node.config.Role;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Which routes of the table a role serves, by itself or by asking a master. Immutable. */
public final class Routing {
  private final Role role;

  public Routing(Role role) {
    this.role = role;
  }

  public Role role() {
    return role;
  }

  /** Every route that is bound on this node. */
  public List<Route> routes() {
    return Arrays.stream(Route.values()).filter(this::serves).toList();
  }

  /** Whether this node passes the route on to a master. */
  public boolean forwards(Route route) {
    return role == Role.WORKER && route.answers() == Route.Answers.MASTER;
  }

  private boolean serves(Route route) {
    return role == Role.WORKER || route.answers() != Route.Answers.WORKER;
  }

  /** The methods with which a path can be called. */
  List<String> methodsOf(String path) {
    return routes().stream()
        .filter(route -> matches(route, path))
        .map(Route::method)
        .distinct()
        .toList();
  }

  /** The route's path as the router spells it. */
  static String pattern(Route route) {
    return route.path().replaceAll("\\{([^}]*)}", ":$1");
  }

  private static boolean matches(Route route, String path) {
    String regex = Pattern.quote(route.path()).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
    return path.matches(regex + "/?");
  }
}
