package io.trainyard.node.dataset;

import io.trainyard.contract.dataset.DatasetList;
import io.trainyard.contract.dataset.DatasetView;
import io.trainyard.contract.dataset.StoreAnswer;
import io.trainyard.contract.dataset.WarmAnswer;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.contract.error.TrainyardException;
import io.trainyard.engine.idx.IdxDataset;
import io.trainyard.engine.idx.IdxFiles;
import io.trainyard.engine.idx.Limits;
import io.trainyard.node.cache.BlobCache;
import io.trainyard.node.dataset.DatasetIntake.Source.Reader;
import io.trainyard.node.dataset.Publication.Published;
import io.trainyard.node.service.DatasetUpload;
import io.trainyard.node.service.Datasets;
import io.trainyard.node.service.MnistSource;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.DatasetTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The master's datasets. Blocking; failures are TrainyardExceptions. Safe for any thread. */
public final class DatasetsService implements Datasets {
  /** Changes when the same source would be packed into other chunks than before. */
  private static final String MNIST_DIGEST = "mnist/1";

  private static final String SYNTHETIC_DIGEST = "synthetic-digits/1";
  private static final String SYNTHETIC_SOURCE = "synthetic digits";

  private final DatasetCatalog catalog;
  private final DatasetTable table;
  private final BlobStore blobs;
  private final DatasetIntake intake;
  private final ChunkCollector collector;
  private final ChunkWarming warming;
  private final MnistFiles mnist;
  private final SyntheticSet synthetic;
  private final DatasetUse use;
  private final Path staging;

  public DatasetsService(
      DatasetTable table,
      BlobStore blobs,
      BlobCache cache,
      MnistFiles mnist,
      SyntheticSet synthetic,
      DatasetUse use,
      StagingArea area,
      Clock clock) {
    this.catalog = new DatasetCatalog(table, blobs);
    this.table = table;
    this.blobs = blobs;
    this.collector = new ChunkCollector(catalog, blobs, cache);
    this.intake =
        new DatasetIntake(
            table,
            catalog,
            blobs,
            new Publication(blobs, table, clock),
            collector,
            new FreeDisk(area));
    this.warming = new ChunkWarming(cache);
    this.mnist = mnist;
    this.synthetic = synthetic;
    this.use = use;
    this.staging = area.folder();
  }

  @Override
  public StoreAnswer storeMnist(MnistSource source) {
    long start = System.nanoTime();
    Published published =
        switch (source) {
          case AUTO -> intake.take(DatasetName.MNIST, MNIST_DIGEST, this::openMnist);
          case SYNTHETIC ->
              intake.take(DatasetName.SYNTHETIC, SYNTHETIC_DIGEST, this::openSynthetic);
        };
    return answer(published, start);
  }

  private Published openMnist(Reader reader) throws IOException {
    MnistFiles.Found found = mnist.find();
    return openIdx(found.files(), found.source(), reader);
  }

  private Published openSynthetic(Reader reader) throws IOException {
    return reader.read(
        new IngestInput(
            synthetic.training(),
            Optional.of(synthetic.test()),
            true,
            SYNTHETIC_SOURCE,
            List.of()));
  }

  @Override
  public StoreAnswer add(DatasetUpload upload) {
    long start = System.nanoTime();
    String name = DatasetName.checked(upload.name());
    IdxFiles files =
        new IdxFiles(
            upload.trainImages(), upload.trainLabels(), upload.testImages(), upload.testLabels());
    Published published =
        intake.take(name, digest(upload), reader -> openIdx(files, "upload", reader));
    return answer(published, start);
  }

  private static String digest(DatasetUpload upload) {
    try {
      return UploadDigest.of(upload);
    } catch (IOException e) {
      throw new TrainyardException(
          ErrorCode.INVALID_DATASET, "The files cannot be read: " + e.getMessage(), e);
    }
  }

  private Published openIdx(IdxFiles files, String source, Reader reader) throws IOException {
    try (IdxDataset idx = IdxDataset.open(files, staging, Limits.defaults())) {
      return reader.read(
          new IngestInput(idx.training(), idx.test(), false, source, idx.warnings()));
    }
  }

  private static StoreAnswer answer(Published published, long start) {
    DatasetView view = published.view();
    return new StoreAnswer(
        published.present() ? "present" : "stored",
        view.id(),
        view.name(),
        view.source(),
        view.synthetic(),
        view.trainingItems() + view.validationItems() + view.testItems(),
        view.chunks(),
        view.rawBytes(),
        view.storedBytes(),
        view.copies(),
        (System.nanoTime() - start) / 1e9);
  }

  @Override
  public DatasetList list() {
    return new DatasetList(catalog.list());
  }

  @Override
  public DatasetView find(String ref) {
    return catalog.find(ref);
  }

  @Override
  public void remove(String ref) {
    DatasetView view = catalog.find(ref);
    List<String> users = use.runsUsing(view.id());
    if (!users.isEmpty()) {
      throw new TrainyardException(
          ErrorCode.IN_USE,
          "Dataset %s is used by %s. Wait for them or cancel them first."
              .formatted(view.name(), String.join(", ", users)));
    }
    collector.removing(
        () -> {
          List<String> chunks = ChunkCollector.chunks(catalog.manifest(view.id()));
          // Its row first: what can be seen is whole.
          table.remove(view.id());
          collector.collectOrLeave(chunks);
          blobs.remove(view.id());
        });
  }

  @Override
  public WarmAnswer warm(String ref) {
    DatasetView view = catalog.find(ref);
    return warming.warm(view.name(), ChunkCollector.chunks(catalog.manifest(view.id())));
  }
}
