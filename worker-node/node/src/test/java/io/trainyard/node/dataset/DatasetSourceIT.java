package io.trainyard.node.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.engine.data.Samples;
import io.trainyard.engine.data.StreamedSamples;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.cache.RedisCache;
import io.trainyard.node.service.DatasetUpload;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.testing.IdxFixture;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithRealServices.class)
@SuppressWarnings("NullAway.Init")
class DatasetSourceIT {
  private static final int ITEMS = 24_000;

  @TempDir Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CassandraSession session;
  private RedisCache redis;
  private DatasetCatalog catalog;
  private BlobCache cache;
  private DatasetSource source;
  private String id;

  @BeforeEach
  void store(RealServices services) throws IOException {
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
    source = new DatasetSource(catalog, cache, MemoryLimits.within(4L << 30));
    id = ingest(table, blobs);
  }

  private String ingest(DatasetTable table, BlobStore blobs) throws IOException {
    DatasetsService datasets =
        new DatasetsService(
            table,
            blobs,
            cache,
            new MnistFiles(Optional.empty(), folder.resolve("cache"), List.of()),
            new SyntheticSet(new NoItems(), new NoItems()),
            dataset -> List.of(),
            new StagingArea(folder, 0),
            Clock.systemUTC());
    Path images = IdxFixture.images(folder.resolve("images"), ITEMS, 1);
    Path labels = IdxFixture.labels(folder.resolve("labels"), ITEMS);
    return datasets.add(new DatasetUpload("set", images, labels, null, null)).id();
  }

  @AfterEach
  void disconnect() {
    source.close();
    redis.close();
    session.close();
  }

  @Test
  void loadsTheWholeSetFirstFromCassandraThenFromRedis() {
    List<Integer> progress = new ArrayList<>();

    LoadedDataset first = source.load(id, (chunks, total) -> progress.add(chunks));

    int chunks = first.manifest().chunks();
    assertThat(first.training()).isInstanceOf(Samples.class);
    assertThat(first.training().items()).isEqualTo(first.manifest().training().items());
    assertThat(first.validation().items()).isEqualTo(first.manifest().validation().items());
    assertThat(first.test().items()).isEqualTo(first.manifest().test().items());
    assertThat(progress).hasSize(chunks).last().isEqualTo(chunks);
    assertThat(first.reads().misses()).isEqualTo(chunks);
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(source.load(id, (done, total) -> {}).reads().hits()).isEqualTo(chunks));
  }

  @Test
  void streamsASetThatMemoryDoesNotHold() {
    try (DatasetSource small = new DatasetSource(catalog, cache, new MemoryLimits(0, 1))) {
      LoadedDataset loaded = small.load(id, (chunks, total) -> {});

      assertThat(loaded.training()).isInstanceOf(StreamedSamples.class);
      assertThat(loaded.reads().misses()).isZero();
      assertThat(loaded.training().items()).isEqualTo(loaded.manifest().training().items());
    }
  }

  @Test
  void goesOnLoadingWhenRedisEnds(RealServices services) {
    try {
      LoadedDataset loaded =
          source.load(
              id,
              (chunks, total) -> {
                if (chunks == 1) {
                  services.stopRedis();
                }
              });

      assertThat(loaded.training().items()).isEqualTo(loaded.manifest().training().items());
    } finally {
      services.startRedis();
    }
  }

  @Test
  void namesTheChunkThatIsDamagedInCassandra() {
    DatasetManifest manifest = catalog.manifest(id);
    String chunk = manifest.validation().chunks().get(0);
    session
        .driver()
        .execute(
            "UPDATE trainyard.blob_parts SET bytes = 0x01 WHERE blob_id = ? AND part = 0", chunk);

    assertThatThrownBy(() -> source.load(id, (chunks, total) -> {}))
        .isInstanceOf(CorruptDatasetException.class)
        .hasMessageContaining("Chunk 1 of the validation split")
        .hasMessageContaining(chunk);
  }

  @Test
  void endsWhenItsCallerDoesNotWantItAnyMore() {
    assertThatThrownBy(
            () ->
                source.load(
                    id,
                    (chunks, total) -> {
                      throw new IllegalStateException("cancelled");
                    }))
        .hasMessage("cancelled");
  }

  @Test
  void saysThatADatasetIsGone() {
    assertThatThrownBy(() -> source.load("0".repeat(64), (chunks, total) -> {}))
        .isInstanceOfSatisfying(
            TrainyardException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DATASET_NOT_FOUND));
  }
}
