package io.trainyard.node.http.route;

import io.trainyard.contract.api.Route;
import io.trainyard.contract.model.ModelView;
import io.trainyard.node.http.Answer;
import io.trainyard.node.http.Call;
import io.trainyard.node.http.Endpoints;
import io.trainyard.node.http.Limits;
import io.trainyard.node.http.WorkPools;
import io.trainyard.node.service.Models;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;

/** Trained models, and the files they are. */
public final class ModelRoutes {
  private static final int SHOWN_ID = 12;

  private final Models models;
  private final WorkPools pools;
  private final Limits limits;

  public ModelRoutes(Models models, WorkPools pools, Limits limits) {
    this.models = models;
    this.pools = pools;
    this.limits = limits;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .on(Route.MODELS, pools.calls(), call -> Answer.ok(models.list()))
        .on(Route.MODEL, pools.calls(), call -> Answer.ok(models.find(call.path("model"))))
        .on(Route.MODEL_REMOVE, pools.calls(), this::remove)
        .direct(Route.MODEL_CONTENT, this::content);
  }

  private Answer remove(Call call) {
    models.remove(call.path("model"));
    return Answer.nothing();
  }

  private void content(RoutingContext routing) {
    Context context = routing.vertx().getOrCreateContext();
    String id = routing.pathParam("model");
    HttpServerResponse response = routing.response();
    ResponseStream out = new ResponseStream(context, response, limits.body());
    pools
        .transfers()
        .call(context, () -> copy(id, response, out))
        .onSuccess(done -> response.end())
        .onFailure(routing::fail);
  }

  /**
   * On a pool's thread; the head is sent with the first bytes, when it is sure that there are any.
   */
  private Void copy(String id, HttpServerResponse response, ResponseStream out) throws IOException {
    ModelView model = models.find(id);
    out.beforeFirst(
        () ->
            response
                .putHeader("Content-Type", "application/zip")
                .putHeader("Content-Length", Long.toString(model.bytes()))
                .putHeader("Content-Disposition", "attachment; filename=\"" + name(model) + "\""));
    models.copyTo(model.id(), out);
    out.flush();
    return null;
  }

  private static String name(ModelView model) {
    String id = model.id().replaceAll("[^A-Za-z0-9]", "");
    String shown = id.substring(0, Math.min(SHOWN_ID, id.length()));
    return model.model().name().toLowerCase(Locale.ROOT) + "-" + shown + ".zip";
  }
}
