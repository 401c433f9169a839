package io.trainyard.client;

import io.trainyard.client.http.Call;
import io.trainyard.client.http.Calls;
import io.trainyard.client.http.Timer;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.run.ModelType;
import io.trainyard.contract.run.SubmitAnswer;
import io.trainyard.contract.run.TaskRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Sends a submission until it is known what became of it: the idempotency key makes the second try
 * find the first one's run. Gives up after some 8 s of waiting between tries.
 */
final class Submission {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMillis(250),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4));

  private final Calls calls;
  private final Timer timer;

  Submission(Calls calls, Timer timer) {
    this.calls = calls;
    this.timer = timer;
  }

  SubmitAnswer send(ModelType model, TaskRequest request, String key) {
    String word = model.name().toLowerCase(Locale.ROOT);
    return send(Call.of(Route.SEND_TASK, word).json(request), key, SubmitAnswer.class);
  }

  /** The same for any call that makes a run. */
  <T> T send(Call once, String key, Class<T> type) {
    Call call = once.header("Idempotency-Key", key);
    boolean mayHaveArrived = false;
    for (Duration pause : PAUSES) {
      try {
        return calls.json(call, type);
      } catch (TrainyardException e) {
        mayHaveArrived |= e.code() == ErrorCode.OUTCOME_UNKNOWN;
        if (Thread.currentThread().isInterrupted() || !isWorthAnotherTry(e, mayHaveArrived)) {
          throw e;
        }
        pause(pause, e);
      }
    }
    return calls.json(call, type);
  }

  /** A master that is away is waited for only once the run may have reached one. */
  private static boolean isWorthAnotherTry(TrainyardException e, boolean mayHaveArrived) {
    return switch (e.code()) {
      case OUTCOME_UNKNOWN, NOT_READY -> true;
      case MASTER_UNAVAILABLE -> mayHaveArrived;
      default -> false;
    };
  }

  /** An interruption ends it, and the submission with the failure at hand. */
  private void pause(Duration pause, TrainyardException failure) {
    CompletableFuture<Void> passed = timer.after(pause);
    try {
      passed.get();
    } catch (InterruptedException e) {
      passed.cancel(false);
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the timer failed", e.getCause());
    }
  }
}
