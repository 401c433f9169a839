package io.trainyard.launcher.box.supervise;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * One service as people see it.
 *
 * @param name unique within the box
 * @param kind {@code kafka}, {@code cassandra}, {@code redis}, {@code master} or {@code worker}
 * @param pid absent while it does not run
 * @param address where clients connect
 * @param state WAITING, STARTING, UP, SILENT, RESTARTING, STOPPING or DOWN
 * @param why what it died of, while it is RESTARTING
 * @param restarts how often it was started again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ServiceStatus(
    String name,
    String kind,
    @Nullable Long pid,
    String address,
    String state,
    @Nullable String why,
    int restarts) {
  public boolean isUp() {
    return state.equals("UP");
  }
}
