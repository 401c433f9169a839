package io.trainyard.node.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.model.InputLayout;
import io.trainyard.engine.synthetic.SyntheticDigits;
import io.trainyard.engine.train.Trainer;
import io.trainyard.engine.train.TrainingJob;
import io.trainyard.engine.train.TrainingListener;
import io.trainyard.engine.train.TrainingOutcome;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.cache.RedisCache;
import io.trainyard.node.service.MnistSource;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Learning from a dataset that is larger than what the worker may hold of it. */
@ExtendWith(WithRealServices.class)
@SuppressWarnings("NullAway.Init")
class StreamedTrainingIT {
  private static final int EPOCHS = 2;

  @TempDir Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CassandraSession session;
  private RedisCache redis;
  private DatasetCatalog catalog;
  private BlobCache cache;
  private String id;

  @BeforeEach
  void store(RealServices services) {
    services.inRedis(connection -> connection.sync().flushall());
    session = services.cassandra(meters);
    for (String table : List.of("datasets", "blobs", "blob_parts")) {
      session.driver().execute("TRUNCATE trainyard." + table);
    }
    redis = services.redis(meters);
    BlobStore blobs = new BlobStore(session, Clock.systemUTC(), meters);
    DatasetTable table = new DatasetTable(session);
    catalog = new DatasetCatalog(table, blobs);
    cache = new BlobCache(redis, blobs, meters);
    DatasetsService datasets =
        new DatasetsService(
            table,
            blobs,
            cache,
            new MnistFiles(Optional.empty(), folder.resolve("cache"), List.of()),
            new SyntheticSet(new SyntheticDigits(24_000, 1), new SyntheticDigits(2_000, 2)),
            dataset -> List.of(),
            new StagingArea(folder, 0),
            Clock.systemUTC());
    id = datasets.storeMnist(MnistSource.SYNTHETIC).id();
  }

  @AfterEach
  void disconnect() {
    redis.close();
    session.close();
  }

  @Test
  void aWindowOfOneChunkTeachesAsMuchAsTheWholeSetInMemory() throws IOException {
    try (DatasetSource small = new DatasetSource(catalog, cache, new MemoryLimits(0, 1));
        DatasetSource large = new DatasetSource(catalog, cache, new MemoryLimits(1L << 30, 32))) {
      LoadedDataset streamed = small.load(id, (chunks, total) -> {});
      LoadedDataset held = large.load(id, (chunks, total) -> {});

      double fromStream = accuracy(streamed);
      double fromMemory = accuracy(held);

      assertThat(streamed.streamed()).isTrue();
      assertThat(held.streamed()).isFalse();
      int chunks = streamed.manifest().training().chunks().size();
      assertThat(chunks).as("more chunks than the window has").isGreaterThan(2);
      // Every epoch reads every chunk anew: nothing but the window stays in memory.
      assertThat(streamed.reads().hits() + streamed.reads().misses())
          .isGreaterThanOrEqualTo((long) EPOCHS * chunks);
      assertThat(fromStream).isGreaterThan(0.85).isGreaterThan(fromMemory - 0.03);
    }
  }

  private static double accuracy(LoadedDataset dataset) throws IOException {
    InputLayout layout =
        InputLayout.of(
            ModelType.MLP,
            new ItemShape(dataset.manifest().itemShape()),
            dataset.manifest().classes());
    TrainingJob job =
        TrainingJob.of(
            layout,
            new Hyperparameters(EPOCHS, 128, 0.001, 42L),
            dataset.training(),
            dataset.validation(),
            dataset.test());
    TrainingOutcome outcome =
        new Trainer(System::nanoTime).train(job, new TrainingListener() {}, () -> false);
    assertThat(outcome).isInstanceOf(TrainingOutcome.Finished.class);
    return ((TrainingOutcome.Finished) outcome).test().accuracy();
  }
}
