package io.trainyard.launcher.cli.dataset;

import io.trainyard.client.DatasetsClient;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.Storing;
import io.trainyard.contract.error.TrainyardException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A call that stores a dataset, telling meanwhile how far the master is. For one thread. */
public final class StoreCall {
  private static final Duration PACE = Duration.ofSeconds(1);

  private final DatasetsClient datasets;
  private final Consumer<String> heard;
  private final Duration pace;

  /**
   * @param heard gets a sentence whenever there is something new, on the caller's thread
   */
  public StoreCall(DatasetsClient datasets, Consumer<String> heard) {
    this(datasets, heard, PACE);
  }

  StoreCall(DatasetsClient datasets, Consumer<String> heard, Duration pace) {
    this.datasets = datasets;
    this.heard = heard;
    this.pace = pace;
  }

  /** MNIST, or MNIST_UNAVAILABLE. */
  public StoreAnswer mnist() throws InterruptedException {
    return follow(DatasetsClient::storeMnist);
  }

  public StoreAnswer syntheticDigits() throws InterruptedException {
    return follow(DatasetsClient::storeSyntheticDigits);
  }

  private StoreAnswer follow(Function<DatasetsClient, StoreAnswer> call)
      throws InterruptedException {
    CompletableFuture<StoreAnswer> answer =
        CompletableFuture.supplyAsync(() -> call.apply(datasets));
    String last = "";
    while (!ended(answer)) {
      String now = words().orElse(last);
      if (!now.equals(last)) {
        heard.accept(now);
        last = now;
      }
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof TrainyardException known ? known : e;
    }
  }

  private boolean ended(CompletableFuture<StoreAnswer> answer) throws InterruptedException {
    try {
      answer.handle((stored, failure) -> true).get(pace.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("a handled future failed", e);
    }
  }

  private Optional<String> words() {
    try {
      return datasets.list().storing().stream().findFirst().map(StoreCall::sentence);
    } catch (TrainyardException e) {
      // What became of the storing is for its own call to say.
      return Optional.empty();
    }
  }

  private static String sentence(Storing storing) {
    return storing.name() + ": " + storing.words();
  }
}
