package io.trainyard.node.http.guard;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what a page from elsewhere makes a browser send, GETs included: some of them write. */
final class OriginCheck {
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private final HostCheck hosts;

  OriginCheck(HostCheck hosts) {
    this.hosts = hosts;
  }

  void check(HttpServerRequest request) {
    for (String origin : request.headers().getAll("Origin")) {
      if (!isOurs(origin, request.localAddress().port())) {
        throw refused();
      }
    }
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !OWN_SITE.contains(site) && !followsLinkToDocs(request)) {
      throw refused();
    }
  }

  private boolean isOurs(String origin, int ourPort) {
    String authority = origin.replaceFirst("^https?://", "");
    return !authority.equals(origin) && hosts.isOurs(authority, ourPort);
  }

  /** Reading the documentation by a link from elsewhere does nothing. */
  private static boolean followsLinkToDocs(HttpServerRequest request) {
    return "/docs".equals(request.path())
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
  }

  private static TrainyardException refused() {
    return new TrainyardException(
        ErrorCode.FORBIDDEN_ORIGIN, "Only pages that this node serves itself may call it.");
  }
}
