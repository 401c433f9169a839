package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.HttpMetrics;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The documentation page: Swagger UI from its jar, without any address outside of this node, and
 * the OpenAPI document that it shows. Event loop only; all is in memory.
 */
public final class DocsRoutes {
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
  private static final String WEBJAR_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String OWN = "/io/trainyard/node/http/docs/";

  /** Nothing from elsewhere may load, and no page elsewhere may frame it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; connect-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final Buffer openApi;
  private final Map<String, Asset> assets = new LinkedHashMap<>();

  private record Asset(String mediaType, Buffer bytes) {}

  public DocsRoutes(String openApi) {
    this.openApi = Buffer.buffer(openApi);
    String swagger = WEBJAR + version() + "/";
    assets.put("/docs", new Asset("text/html; charset=utf-8", read(OWN + "index.html")));
    script("trainyard-docs.js", OWN);
    script("swagger-ui-bundle.js", swagger);
    assets.put(
        "/docs/swagger-ui.css",
        new Asset("text/css; charset=utf-8", read(swagger + "swagger-ui.css")));
    assets.put(
        "/docs/favicon-32x32.png", new Asset("image/png", read(swagger + "favicon-32x32.png")));
  }

  public void addTo(Endpoints endpoints, Router router) {
    endpoints
        .direct(Route.DOCS, routing -> send(routing, "/docs"))
        .direct(Route.OPENAPI, this::openApi);
    router.get("/").handler(routing -> routing.redirect("/docs"));
    assets.keySet().stream()
        .filter(path -> !path.equals(Route.DOCS.path()))
        .forEach(
            path ->
                router
                    .get(path)
                    .handler(
                        routing -> {
                          HttpMetrics.matched(routing, Route.DOCS);
                          send(routing, path);
                        }));
  }

  private void openApi(RoutingContext routing) {
    routing.response().putHeader("Content-Type", "application/yaml").end(openApi);
  }

  private void send(RoutingContext routing, String path) {
    Asset asset = assets.get(path);
    if (asset == null) {
      routing.fail(404);
      return;
    }
    routing
        .response()
        .putHeader("Content-Type", asset.mediaType())
        .putHeader("Content-Security-Policy", POLICY)
        .end(asset.bytes());
  }

  private void script(String name, String folder) {
    assets.put("/docs/" + name, new Asset("text/javascript; charset=utf-8", read(folder + name)));
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = DocsRoutes.class.getResourceAsStream(WEBJAR_VERSION)) {
      if (in == null) {
        throw new IllegalStateException("Swagger UI is not on the class path");
      }
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Buffer read(String resource) {
    try (InputStream in = DocsRoutes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + resource);
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
