package io.trainyard.acceptance;

import io.trainyard.contract.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, as a shell would. */
public final class Command {
  private static final Duration LONGEST = Duration.ofMinutes(6);

  private Command() {}

  /** What a program said and how it ended. */
  public record Result(int exitCode, String out, String err) {
    public com.fasterxml.jackson.databind.JsonNode json() {
      return jsonOf(out);
    }

    /** The last of several JSON lines. */
    public com.fasterxml.jackson.databind.JsonNode lastJson() {
      List<String> lines = out.lines().toList();
      return jsonOf(lines.get(lines.size() - 1));
    }

    private static com.fasterxml.jackson.databind.JsonNode jsonOf(String text) {
      try {
        return Json.tree(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + text, e);
      }
    }
  }

  public static Result run(Path folder, Map<String, String> environment, List<String> words) {
    try {
      ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(words + " did not end; it said: " + out.join());
      }
      return new Result(process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + words + " ran", e);
    }
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
