package io.trainyard.node.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.cache.RedisCache;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real MNIST on its way through Cassandra and Redis. */
@ExtendWith(WithRealServices.class)
@SuppressWarnings("NullAway.Init")
class MnistIngestIT {
  @TempDir Path folder;

  @Test
  void storesMnistOnceAndReadsItThroughTheCache(RealServices services) {
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
      assertThat(second.status()).isEqualTo("present");
      DatasetView view = datasets.find("mnist");
      assertThat(view.trainingItems() + view.validationItems()).isEqualTo(60_000);
      assertThat(view.testItems()).isEqualTo(10_000);
      readsColdThenWarm(new DatasetCatalog(table, blobs), cache, first.id(), services);
    }
  }

  private static void readsColdThenWarm(
      DatasetCatalog catalog, BlobCache cache, String id, RealServices services) {
    services.inRedis(commands -> commands.sync().flushall());
    try (DatasetSource source = new DatasetSource(catalog, cache, new MemoryLimits(1L << 30, 32))) {
      LoadedDataset cold = source.load(id, (chunks, total) -> {});
      int chunks = cold.manifest().chunks();
      assertThat(cold.reads().misses()).isEqualTo(chunks);
      await().until(() -> keysIn(services) >= chunks);

      LoadedDataset warm = source.load(id, (loaded, total) -> {});

      assertThat(warm.reads().hits()).isEqualTo(chunks);
      assertThat(warm.reads().misses()).isZero();
    }
  }

  private static long keysIn(RealServices services) {
    long[] held = new long[1];
    services.inRedis(commands -> held[0] = commands.sync().dbsize());
    return held[0];
  }
}
