package io.trainyard.launcher.box.supervise;

import java.nio.file.Path;

/**
 * Why a box did not start.
 *
 * @param service which service it was
 * @param why what happened to it
 * @param log where it says more
 */
public record StartFailure(String service, String why, Path log) {
  public String sentence() {
    return "The box could not start: " + service + " " + why + "; see " + log + ".";
  }
}
