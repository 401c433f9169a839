package io.trainyard.node.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.trainyard.contract.dataset.DatasetManifest;
import io.trainyard.contract.dataset.DatasetSplit;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.WarmAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.engine.data.ItemShape;
import io.trainyard.engine.data.ItemSource;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.cache.RedisCache;
import io.trainyard.node.service.DatasetUpload;
import io.trainyard.node.store.BlobRecord;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CassandraSession;
import io.trainyard.node.store.DatasetTable;
import io.trainyard.node.testing.IdxFixture;
import io.trainyard.node.testing.RealServices;
import io.trainyard.node.testing.WithRealServices;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithRealServices.class)
@SuppressWarnings("NullAway.Init")
class DatasetsServiceIT {
  private static final int ITEM = 784 + 2;
  private static final int PER_CHUNK = 5_000_000 / ITEM;

  @TempDir Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> users = new ArrayList<>();
  private CassandraSession session;
  private RedisCache redis;
  private BlobStore blobs;
  private DatasetCatalog catalog;
  private DatasetsService datasets;

  @BeforeEach
  void connect(RealServices services) {
    session = services.cassandra(meters);
    for (String table : List.of("datasets", "blobs", "blob_parts")) {
      session.driver().execute("TRUNCATE trainyard." + table);
    }
    redis = services.redis(meters);
    blobs = new BlobStore(session, Clock.systemUTC(), meters);
    DatasetTable table = new DatasetTable(session);
    catalog = new DatasetCatalog(table, blobs);
    datasets = service(table, StagingArea.LEAST_FREE / 1000);
  }

  private DatasetsService service(DatasetTable table, long leastFree) {
    return service(table, new StagingArea(folder.resolve("staging"), leastFree));
  }

  private DatasetsService service(DatasetTable table, StagingArea area) {
    return new DatasetsService(
        table,
        blobs,
        new BlobCache(redis, blobs, meters),
        new MnistFiles(Optional.empty(), folder.resolve("cache"), List.of()),
        new SyntheticSet(new Drawn(700, 1), new Drawn(100, 2)),
        dataset -> users,
        area,
        Clock.systemUTC());
  }

  @AfterEach
  void disconnect() {
    redis.close();
    session.close();
  }

  /** Items that a formula draws. */
  private record Drawn(long items, int seed) implements ItemSource {
    @Override
    public ItemShape itemShape() {
      return ItemShape.of(28, 28);
    }

    @Override
    public int classes() {
      return 10;
    }

    @Override
    public void read(long index, ByteBuffer into) {
      for (int i = 0; i < 784; i++) {
        into.put((byte) (index * seed + i));
      }
    }

    @Override
    public int label(long index) {
      return (int) (index % 10);
    }
  }

  private DatasetUpload upload(String name, int items, long seed) throws IOException {
    return new DatasetUpload(
        name,
        IdxFixture.images(folder.resolve("images-" + seed), items, seed),
        IdxFixture.labels(folder.resolve("labels-" + seed), items),
        null,
        null);
  }

  private long rows(String table) {
    CqlSession driver = session.driver();
    String key = table.equals("blob_parts") ? "blob_id, part" : "id";
    return driver.execute("SELECT %s FROM trainyard.%s".formatted(key, table)).all().size();
  }

  @Test
  void fillsEveryChunkButTheLastOfASplit() throws IOException {
    int items = 3 * PER_CHUNK + 1000;

    StoreAnswer answer = datasets.add(upload("many", items, 1));

    DatasetManifest manifest = catalog.manifest(answer.id());
    assertThat(answer.status()).isEqualTo("stored");
    assertThat(manifest.items()).isEqualTo(items);
    assertThat(manifest.test().items()).isBetween(items / 6 - 1L, items / 6 + 1L);
    assertThat(manifest.training().chunks()).hasSize(3);
    for (DatasetSplit split :
        List.of(manifest.training(), manifest.validation(), manifest.test())) {
      assertChunksAreFull(split);
    }
    assertThat(folder.resolve("staging")).isEmptyDirectory();
  }

  private void assertChunksAreFull(DatasetSplit split) {
    long left = split.items();
    for (String chunk : split.chunks()) {
      BlobRecord blob = blobs.find(chunk).orElseThrow();
      assertThat(blob.rawBytes()).isEqualTo(Math.min(left, PER_CHUNK) * ITEM);
      assertThat(blob.storedBytes()).isLessThan(blob.rawBytes());
      left -= PER_CHUNK;
    }
    assertThat(left).isLessThanOrEqualTo(0);
  }

  @Test
  void mixesTheClassesOfASortedSet() throws IOException {
    StoreAnswer answer = datasets.add(upload("sorted", 3000, 2));

    String first = catalog.manifest(answer.id()).training().chunks().get(0);
    ByteBuffer raw = blobs.readRaw(first).orElseThrow();
    long classes =
        Stream.iterate(0, i -> i + 1).limit(50).map(i -> raw.getShort(i * ITEM)).distinct().count();
    assertThat(classes).isGreaterThanOrEqualTo(8);
  }

  @Test
  void findsByIdPrefixAndName() throws IOException {
    StoreAnswer answer = datasets.add(upload("  by name ", 100, 3));

    DatasetView view = datasets.find("by name");
    assertThat(view.id()).isEqualTo(answer.id());
    assertThat(datasets.find(answer.id())).isEqualTo(view);
    assertThat(datasets.find(answer.id().substring(0, 4))).isEqualTo(view);
    assertThat(datasets.list().datasets()).containsExactly(view);
    assertCode(ErrorCode.DATASET_NOT_FOUND, () -> datasets.find(answer.id().substring(0, 3)));
    assertCode(ErrorCode.DATASET_NOT_FOUND, () -> datasets.find("mnist"));
  }

  private static void assertCode(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TrainyardException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void makesOneDatasetOfTheSameUploadTwiceAtOnce() throws IOException {
    DatasetUpload one = upload("twice", 20_000, 4);

    CompletableFuture<StoreAnswer> other = CompletableFuture.supplyAsync(() -> datasets.add(one));
    StoreAnswer mine = datasets.add(one);

    assertThat(Stream.of(mine, other.join()).map(StoreAnswer::status))
        .containsExactlyInAnyOrder("stored", "present");
    assertThat(other.join().id()).isEqualTo(mine.id());
    assertThat(datasets.list().datasets()).hasSize(1);
    assertThat(meters.counter("trainyard.blobs.written", "outcome", "stored").count())
        .isEqualTo(mine.chunks() + 1);
  }

  @Test
  void knowsTheSameItemsInOtherFiles() throws IOException {
    DatasetUpload plain = upload("plain", 2000, 5);
    Path packed = folder.resolve("images.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(plain.trainImages(), out);
    }
    StoreAnswer first = datasets.add(plain);

    StoreAnswer second =
        datasets.add(new DatasetUpload("other", packed, plain.trainLabels(), null, null));

    assertThat(second.status()).isEqualTo("present");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.name()).isEqualTo("plain");
  }

  @Test
  void refusesATakenNameAndLeavesNothingOfIt() throws IOException {
    datasets.add(upload("mine", 500, 6));
    long before = rows("blobs");

    DatasetUpload other = upload("mine", 500, 7);
    assertCode(ErrorCode.NAME_TAKEN, () -> datasets.add(other));

    assertThat(rows("blobs")).isEqualTo(before);
    assertThat(datasets.list().datasets()).hasSize(1);
  }

  @Test
  void refusesNamesThatCannotBePrinted() throws IOException {
    for (String name : List.of("", "  ", "a\nb", "\u001b[31m", "x".repeat(81), "\u202eabc")) {
      DatasetUpload upload = upload(name, 100, 8);
      assertCode(ErrorCode.INVALID_REQUEST, () -> datasets.add(upload));
    }
  }

  @Test
  void storesNothingOfBrokenFiles() throws IOException {
    DatasetUpload good = upload("broken", 3000, 9);
    byte[] images = Files.readAllBytes(good.trainImages());
    Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(images, 100_000));
    Path few = IdxFixture.labels(folder.resolve("few"), 2999);

    for (DatasetUpload bad :
        List.of(
            new DatasetUpload("broken", cut, good.trainLabels(), null, null),
            new DatasetUpload("broken", good.trainImages(), few, null, null),
            new DatasetUpload("broken", good.trainLabels(), good.trainImages(), null, null))) {
      assertCode(ErrorCode.INVALID_DATASET, () -> datasets.add(bad));
    }

    assertThat(rows("blobs")).isZero();
    assertThat(rows("blob_parts")).isZero();
    assertThat(rows("datasets")).isZero();
    assertThat(folder.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void takesNothingInWhenTheDiskIsNearlyFull() throws IOException {
    DatasetsService full = service(new DatasetTable(session), Long.MAX_VALUE);
    DatasetUpload upload = upload("no room", 100, 10);

    assertCode(ErrorCode.INSUFFICIENT_STORAGE, () -> full.add(upload));

    assertThat(rows("blobs")).isZero();
  }

  @Test
  void leavesNothingWhenTheDiskFillsUpWhileItStores() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    long least = 1_000_000_000;
    StagingArea filling =
        new StagingArea(
            folder.resolve("staging"),
            least,
            of -> looks.incrementAndGet() < 3 ? 2 * least : least / 2);
    DatasetsService service = service(new DatasetTable(session), filling);
    DatasetUpload upload = upload("fills", 4 * PER_CHUNK, 15);

    assertThatThrownBy(() -> service.add(upload))
        .isInstanceOfSatisfying(
            TrainyardException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_STORAGE))
        .hasMessageContaining("500 MB are free")
        .hasMessageContaining("Make room");

    assertThat(looks.get()).isGreaterThanOrEqualTo(3);
    assertThat(rows("blobs")).isZero();
    assertThat(rows("blob_parts")).isZero();
    assertThat(service.list().datasets()).isEmpty();
    assertThat(service.storing()).isEmpty();
    assertThat(folder.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void tellsHowFarItIsWhileItStores() throws IOException {
    List<String> words = new CopyOnWriteArrayList<>();
    DatasetsService[] service = new DatasetsService[1];
    StagingArea watched =
        new StagingArea(
            folder.resolve("staging"),
            1,
            of -> {
              service[0].storing().forEach(storing -> words.add(storing.words()));
              return Long.MAX_VALUE;
            });
    service[0] = service(new DatasetTable(session), watched);
    int items = 3 * PER_CHUNK;

    service[0].add(upload("told", items, 16));

    assertThat(words)
        .contains("reading its files")
        .anyMatch(told -> told.endsWith("of 19,083 items"));
    assertThat(service[0].storing()).isEmpty();
  }

  @Test
  void keepsADatasetThatIsInUse() throws IOException {
    String id = datasets.add(upload("used", 100, 11)).id();
    users.add("run-7");

    assertThatThrownBy(() -> datasets.remove("used"))
        .isInstanceOfSatisfying(
            TrainyardException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IN_USE))
        .hasMessageContaining("run-7");

    assertThat(datasets.find(id).name()).isEqualTo("used");
  }

  @Test
  void removesADatasetAndAllThatOnlyItHolds() throws IOException {
    datasets.add(upload("kept", 600, 12));
    long before = rows("blob_parts");
    datasets.add(upload("gone", 600, 13));

    datasets.remove("gone");

    assertThat(datasets.list().datasets()).extracting(DatasetView::name).containsExactly("kept");
    assertThat(rows("blob_parts")).isEqualTo(before);
    assertThat(datasets.add(upload("gone", 600, 13)).status()).isEqualTo("stored");
  }

  @Test
  void warmsRedis() throws IOException {
    datasets.add(upload("warm", 20_000, 14));

    WarmAnswer first = datasets.warm("warm");
    WarmAnswer second = datasets.warm("warm");

    assertThat(first.hits()).isZero();
    assertThat(first.misses()).isEqualTo(first.chunks());
    assertThat(second.hits()).isEqualTo(first.chunks());
    assertThat(second.bytes()).isEqualTo(datasets.find("warm").storedBytes());
  }

  @Test
  void storesTheDrawnDigitsUnderTheirOwnName() {
    StoreAnswer answer = datasets.storeMnist(io.trainyard.node.service.MnistSource.SYNTHETIC);

    assertThat(answer.synthetic()).isTrue();
    assertThat(datasets.find("synthetic-digits").testItems()).isEqualTo(100);
    assertThat(datasets.storeMnist(io.trainyard.node.service.MnistSource.SYNTHETIC).status())
        .isEqualTo("present");
  }

  @Test
  void saysWhatToDoWhenMnistIsNowhere() {
    assertThatThrownBy(() -> datasets.storeMnist(io.trainyard.node.service.MnistSource.AUTO))
        .isInstanceOfSatisfying(
            TrainyardException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MNIST_UNAVAILABLE))
        .hasMessageContaining("TRAINYARD_MNIST_DIR")
        .hasMessageContaining("source=synthetic");
  }
}
