package io.trainyard.node.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Timer;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real MNIST and the figures it is held to. */
@ExtendWith(WithRealServices.class)
class MnistIngestIT {
  private static final Logger log = LoggerFactory.getLogger(MnistIngestIT.class);

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
      log.info("FIGURE MNIST ingest {} s, again {} s", first.seconds(), second.seconds());
      load(cache, new DatasetCatalog(table, blobs), first.id(), meters, services);
    }
  }

  private static void load(
      BlobCache cache,
      DatasetCatalog catalog,
      String id,
      SimpleMeterRegistry meters,
      RealServices services) {
    try (DatasetSource source = new DatasetSource(catalog, cache, MemoryLimits.defaults())) {
      for (int i = 0; i < 8; i++) {
        if (i % 2 == 0) {
          services.inRedis(commands -> commands.sync().flushall());
        }
        long start = System.nanoTime();
        LoadedDataset loaded = source.load(id, (chunks, total) -> {});
        log.info(
            "FIGURE load {} ms, {} hits, {} misses",
            (System.nanoTime() - start) / 1_000_000,
            loaded.reads().hits(),
            loaded.reads().misses());
        org.awaitility.Awaitility.await()
            .until(
                () -> {
                  long[] held = new long[1];
                  services.inRedis(commands -> held[0] = commands.sync().dbsize());
                  return held[0] >= loaded.manifest().chunks();
                });
      }
    }
    Timer redis = meters.get(MetricNames.CHUNK_READ).tag("source", "redis").timer();
    Timer cassandra = meters.get(MetricNames.CHUNK_READ).tag("source", "cassandra").timer();
    double ratio = cassandra.mean(TimeUnit.NANOSECONDS) / redis.mean(TimeUnit.NANOSECONDS);
    log.info(
        "FIGURE chunk read: Redis {} ms, Cassandra {} ms, {}x; decode {} ms",
        redis.mean(TimeUnit.MILLISECONDS),
        cassandra.mean(TimeUnit.MILLISECONDS),
        ratio,
        meters.get(MetricNames.CHUNK_DECODE).timer().mean(TimeUnit.MILLISECONDS));
    assertThat(ratio).isGreaterThan(3);
  }
}
