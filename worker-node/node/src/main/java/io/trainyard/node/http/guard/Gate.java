package io.trainyard.node.http.guard;

import io.trainyard.contract.api.Route;
import io.trainyard.node.config.NodeConfig;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route: whatever is not known to be open asks for the token, paths without a
 * route included. Event loop only.
 */
public final class Gate implements Handler<RoutingContext> {
  private static final Set<String> OPEN =
      Arrays.stream(Route.values())
          .filter(route -> route.access() == Route.Access.OPEN)
          .map(Route::path)
          .collect(Collectors.toUnmodifiableSet());

  private final HostCheck hosts;
  private final OriginCheck origins;
  private final @Nullable TokenCheck tokens;

  /**
   * Guards a node.
   *
   * @param token that callers must bring; null when the node asks for none
   */
  public Gate(NodeConfig config, @Nullable AccessToken token) {
    List<String> configured = config.http().allowedHosts().orElse(List.of());
    this.hosts = new HostCheck(config.http().host(), config.http().exposure(), configured);
    this.origins = new OriginCheck(hosts);
    Path userHome = Path.of(System.getProperty("user.home"));
    this.tokens = token == null ? null : new TokenCheck(token, headerFile(config), userHome);
  }

  /** Where the header for curl stands: beside the token of a person's home. */
  public static Path headerFile(NodeConfig config) {
    return config.home().resolve("auth-header");
  }

  @Override
  public void handle(RoutingContext context) {
    hosts.check(context.request());
    origins.check(context.request());
    if (tokens != null && !isOpen(context)) {
      tokens.check(context.request());
    }
    context.next();
  }

  private static boolean isOpen(RoutingContext context) {
    String path = context.normalizedPath();
    boolean open = OPEN.contains(path) || path.equals("/") || path.startsWith("/docs/");
    return open && HttpMethod.GET.equals(context.request().method());
  }
}
