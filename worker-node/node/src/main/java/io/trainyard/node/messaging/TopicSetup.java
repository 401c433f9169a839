package io.trainyard.node.messaging;

import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.contract.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that all topics exist as {@link Topics} says. Any number of nodes may do so at once;
 * what exists is checked and left as it is. Waits for brokers without holding a thread.
 */
public final class TopicSetup {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
  private static final int MOST_COPIES = 3;
  private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private final Admin admin;
  private final int expectedBrokers;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanos;
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  /**
   * @param expectedBrokers how many the cluster has: topics are made once that many are there
   * @param timer whose thread makes the blocking calls, one of ≤5 s at a time
   * @param nanos a monotonic clock
   */
  public TopicSetup(
      Admin admin, int expectedBrokers, ScheduledExecutorService timer, LongSupplier nanos) {
    this.admin = admin;
    this.expectedBrokers = expectedBrokers;
    this.timer = timer;
    this.nanos = nanos;
  }

  /**
   * Completes once all topics are there; fails with KAFKA_UNAVAILABLE after the limit, at once with
   * INTERNAL where an existing topic does not fit.
   */
  public CompletableFuture<Void> ensure(Duration limit) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    long deadline = nanos.getAsLong() + limit.toNanos();
    timer.execute(() -> attempt(done, deadline, 1));
    return done;
  }

  /** What Kafka calls this topic and no other, in this cluster or another; known once it is set. */
  public String idOf(Topics topic) {
    return Objects.requireNonNull(ids.get(topic.topicName()), "the topics are not set up");
  }

  private void attempt(CompletableFuture<Void> done, long deadline, int number) {
    try {
      createMissing();
      done.complete(null);
    } catch (ExecutionException | TimeoutException e) {
      retry(done, deadline, number, e);
    } catch (TrainyardException e) {
      if (e.code() == ErrorCode.KAFKA_UNAVAILABLE) {
        retry(done, deadline, number, e);
      } else {
        done.completeExceptionally(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(
          new TrainyardException(ErrorCode.KAFKA_UNAVAILABLE, "The start was broken off.", e));
    } catch (RuntimeException e) {
      done.completeExceptionally(
          new TrainyardException(ErrorCode.INTERNAL, "The topics could not be set up.", e));
    }
  }

  private void retry(CompletableFuture<Void> done, long deadline, int number, Exception cause) {
    String why = cause.getMessage();
    if (nanos.getAsLong() - deadline >= 0) {
      done.completeExceptionally(
          new TrainyardException(
              ErrorCode.KAFKA_UNAVAILABLE, "Kafka's topics could not be set up: " + why, cause));
      return;
    }
    LOG.atInfo().addKeyValue("try", number).addKeyValue("why", why).log("Waiting for Kafka");
    var unused =
        timer.schedule(
            () -> attempt(done, deadline, number + 1),
            RETRY_AFTER.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void createMissing() throws ExecutionException, InterruptedException, TimeoutException {
    Collection<String> present = get(admin.listTopics().names());
    List<Topics> missing =
        List.of(Topics.values()).stream().filter(t -> !present.contains(t.topicName())).toList();
    if (!missing.isEmpty()) {
      create(missing, brokers());
    }
    Map<String, TopicDescription> found = get(admin.describeTopics(Topics.names()).allTopicNames());
    check(found);
    found.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
  }

  private int brokers() throws ExecutionException, InterruptedException, TimeoutException {
    int brokers = get(admin.describeCluster().nodes()).size();
    if (brokers < expectedBrokers) {
      throw new TrainyardException(
          ErrorCode.KAFKA_UNAVAILABLE,
          brokers + " of " + expectedBrokers + " brokers are there; topics are made once all are");
    }
    return brokers;
  }

  private void create(List<Topics> missing, int brokers)
      throws ExecutionException, InterruptedException, TimeoutException {
    CreateTopicsResult result =
        admin.createTopics(missing.stream().map(t -> described(t, brokers)).toList());
    for (Topics topic : missing) {
      try {
        get(result.values().get(topic.topicName()));
        LOG.atInfo().addKeyValue("topic", topic.topicName()).log("Topic created");
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
        LOG.atDebug().addKeyValue("topic", topic.topicName()).log("Another node was first");
      }
    }
  }

  static NewTopic described(Topics topic, int brokers) {
    int copies = Math.min(MOST_COPIES, brokers);
    Map<String, String> settings = new HashMap<>();
    settings.put("min.insync.replicas", copies == MOST_COPIES ? "2" : "1");
    settings.put("message.timestamp.type", "LogAppendTime");
    settings.put("unclean.leader.election.enable", "false");
    settings.put("retention.ms", Long.toString(topic.retention().toMillis()));
    settings.put("retention.bytes", "-1");
    settings.put("cleanup.policy", "delete");
    settings.put("max.message.bytes", Integer.toString(KafkaClients.LARGEST_RECORD));
    if (topic.flushed()) {
      settings.put("flush.messages", "1");
    }
    return new NewTopic(topic.topicName(), topic.partitions(), (short) copies).configs(settings);
  }

  private static void check(Map<String, TopicDescription> found) {
    for (Topics topic : Topics.values()) {
      TopicDescription description = found.get(topic.topicName());
      int partitions = description == null ? 0 : description.partitions().size();
      boolean fits =
          topic == Topics.TASKS
              ? partitions >= topic.partitions()
              : partitions == topic.partitions();
      if (!fits) {
        throw new TrainyardException(
            ErrorCode.INTERNAL,
            "Kafka's topic %s has %d partitions where Trainyard needs %d; is it another system's?"
                .formatted(topic.topicName(), partitions, topic.partitions()));
      }
    }
  }

  private static <T> T get(@Nullable KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return Objects.requireNonNull(future).get(CALL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
