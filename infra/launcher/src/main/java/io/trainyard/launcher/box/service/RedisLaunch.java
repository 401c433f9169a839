package io.trainyard.launcher.box.service;

import io.trainyard.launcher.box.Service;
import io.trainyard.launcher.box.install.RedisBinary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Redis as a cache only: nothing is written to disk, the least recently used goes first. */
final class RedisLaunch {
  private static final String MAX_MEMORY = "512mb";

  private final BoxPlan plan;
  private final String searchPath;

  RedisLaunch(BoxPlan plan, String searchPath) {
    this.plan = plan;
    this.searchPath = searchPath;
  }

  List<String> command(Service redis) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", Templates.read("until-parent-ends.sh"), "redis"));
    command.add(
        new RedisBinary(searchPath, plan.installation(), plan.home().folder().resolve("bin"))
            .find()
            .toString());
    command.addAll(List.of("--port", Integer.toString(plan.endpoints().port(redis))));
    command.addAll(List.of("--bind", redis.host(), "--protected-mode", "yes"));
    command.addAll(List.of("--save", "", "--appendonly", "no"));
    command.addAll(List.of("--maxmemory", MAX_MEMORY, "--maxmemory-policy", "allkeys-lru"));
    command.addAll(List.of("--dir", plan.folder().scratch(redis).toString()));
    return command;
  }
}
