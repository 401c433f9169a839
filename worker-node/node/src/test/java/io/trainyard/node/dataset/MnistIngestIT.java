package io.trainyard.node.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.cache.RedisCache;
import io.trainyard.node.metrics.MetricNames;
import io.trainyard.node.service.MnistSource;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real MNIST and the figures it is held to. */
@ExtendWith(WithRealServices.class)
@SuppressWarnings("NullAway.Init")
class MnistIngestIT {
  @TempDir Path folder;

  @Test
  void storesMnistInSecondsAndFindsItStoredAtOnce(RealServices services) {
    String where = System.getenv("TRAINYARD_MNIST_DIR");
    assumeTrue(where != null, "TRAINYARD_MNIST_DIR names no folder with MNIST");
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (CassandraSession session = services.cassandra(meters);
        RedisCache redis = services.redis(meters)) {
      for (String table : List.of("datasets", "blobs", "blob_parts")) {
        session.driver().execute("TRUNCATE trainyard." + table);
      }
      services.inRedis(commands -> commands.sync().flushall());
      BlobStore blobs = new BlobStore(session, Clock.systemUTC(), meters);
      DatasetTable table = new DatasetTable(session);
      BlobCache cache = new BlobCache(redis, blobs, meters);
      DatasetsService datasets =
          new DatasetsService(
              table,
              blobs,
              cache,
              new MnistFiles(Optional.of(Path.of(where)), folder, List.of()),
              new SyntheticSet(new NoItems(), new NoItems()),
              dataset -> List.of(),
              new StagingArea(folder),
              Clock.systemUTC());

      StoreAnswer first = datasets.storeMnist(MnistSource.AUTO);
      StoreAnswer second = datasets.storeMnist(MnistSource.AUTO);

      assertThat(first.status()).isEqualTo("stored");
      assertThat(first.seconds()).isLessThan(10);
      assertThat(second.status()).isEqualTo("present");
      assertThat(second.seconds()).isLessThan(1);
      DatasetView view = datasets.find("mnist");
      assertThat(view.trainingItems() + view.validationItems()).isEqualTo(60_000);
      assertThat(view.testItems()).isEqualTo(10_000);
      figure("MNIST ingest %.2f s, again %.3f s".formatted(first.seconds(), second.seconds()));
      DatasetCatalog catalog = new DatasetCatalog(table, blobs);
      load(cache, catalog, first.id(), services);
      assertRedisIsFaster(redis, blobs, ChunkCollector.chunks(catalog.manifest(first.id())));
      figure(
          "by the counters, the first reads and busy cores included: Redis %.1f ms, Cassandra %.1f ms"
              .formatted(meanMillis(meters, "redis"), meanMillis(meters, "cassandra")));
    }
  }

  private static void figure(String words) {
    System.out.println("FIGURE " + words);
  }

  private static void load(
      BlobCache cache, DatasetCatalog catalog, String id, RealServices services) {
    try (DatasetSource source = new DatasetSource(catalog, cache, MemoryLimits.within(4L << 30))) {
      for (int i = 0; i < 6; i++) {
        if (i % 2 == 0) {
          services.inRedis(commands -> commands.sync().flushall());
        }
        long start = System.nanoTime();
        LoadedDataset loaded = source.load(id, (chunks, total) -> {});
        figure(
            "MNIST loaded in %d ms, %d hits, %d misses"
                .formatted(
                    (System.nanoTime() - start) / 1_000_000,
                    loaded.reads().hits(),
                    loaded.reads().misses()));
        org.awaitility.Awaitility.await()
            .until(
                () -> {
                  long[] held = new long[1];
                  services.inRedis(commands -> held[0] = commands.sync().dbsize());
                  return held[0] >= loaded.manifest().chunks();
                });
      }
    }
  }

  private static double meanMillis(SimpleMeterRegistry meters, String source) {
    return meters
        .get(MetricNames.CHUNK_READ)
        .tag(MetricNames.SOURCE, source)
        .timer()
        .mean(TimeUnit.MILLISECONDS);
  }

  /** One by one and by the median: a read's time shall be its own, not that of those beside it. */
  private static void assertRedisIsFaster(RedisCache redis, BlobStore blobs, List<String> chunks) {
    List<Long> fromRedis = new ArrayList<>();
    List<Long> fromCassandra = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      for (String chunk : chunks) {
        fromRedis.add(nanos(() -> assertThat(redis.get(chunk)).isPresent()));
        fromCassandra.add(nanos(() -> assertThat(blobs.read(chunk)).isPresent()));
      }
    }
    double ratio = (double) median(fromCassandra) / median(fromRedis);
    figure(
        "chunk read, median: Redis %.2f ms, Cassandra %.2f ms, %.1fx"
            .formatted(median(fromRedis) / 1e6, median(fromCassandra) / 1e6, ratio));
    assertThat(ratio).isGreaterThan(3);
  }

  private static long nanos(Runnable read) {
    long start = System.nanoTime();
    read.run();
    return System.nanoTime() - start;
  }

  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow();
  }
}
