package io.trainyard.node.worker;

import io.trainyard.engine.checkpoint.Checkpoint;
import io.trainyard.engine.checkpoint.CheckpointFile;
import io.trainyard.engine.checkpoint.InvalidCheckpointException;
import io.trainyard.engine.model.InvalidModelException;
import io.trainyard.engine.model.ModelFile;
import io.trainyard.engine.model.NetworkState;
import io.trainyard.engine.model.Provenance;
import io.trainyard.engine.model.TrainedModel;
import io.trainyard.engine.train.TrainingState;
import io.trainyard.node.store.BlobBytes;
import io.trainyard.node.store.BlobKind;
import io.trainyard.node.store.BlobStore;
import io.trainyard.node.store.CorruptBlobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what an attempt goes on from: the run's newest checkpoint that verifies, read from
 * Cassandra itself; else what it was told to begin from; else nothing. Blocking; outages are
 * thrown. Safe for use by any thread.
 */
final class Origins {
  private static final Logger LOG = LoggerFactory.getLogger(Origins.class);

  private final BlobStore blobs;

  Origins(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * Finds it.
   *
   * @param asked of the run as it was submitted
   * @throws UnusableOriginException when what the run was told to begin from cannot be used: to
   *     begin from nothing instead would be another run than the one asked for
   */
  Origin find(Assignment assignment, Provenance asked) {
    for (io.trainyard.contract.run.Checkpoint save : assignment.saves()) {
      try {
        Checkpoint checkpoint = CheckpointFile.read(bytes(save));
        checkpoint.checkFits(assignment.runId(), asked);
        if (checkpoint.iteration() != save.iteration()) {
          throw new InvalidCheckpointException("is of another iteration than the journal says");
        }
        return new Origin.Resumed(checkpoint.state());
      } catch (InvalidCheckpointException | CorruptBlobException e) {
        LOG.atWarn()
            .addKeyValue("runId", assignment.runId())
            .addKeyValue("attempt", assignment.attempt())
            .log(
                "the checkpoint of iteration {} is passed over: {}",
                save.iteration(),
                e.getMessage());
      }
    }
    io.trainyard.contract.run.Checkpoint start = assignment.startFrom();
    if (start == null) {
      return new Origin.Fresh();
    }
    try {
      return anothers(start, asked);
    } catch (InvalidCheckpointException | InvalidModelException | CorruptBlobException e) {
      throw new UnusableOriginException(e);
    }
  }

  private Origin anothers(io.trainyard.contract.run.Checkpoint start, Provenance asked) {
    boolean model =
        blobs.find(start.blobId()).map(blob -> blob.kind() == BlobKind.MODEL).orElse(false);
    if (model) {
      return new Origin.Continued(model(bytes(start), asked));
    }
    Checkpoint checkpoint = CheckpointFile.read(bytes(start));
    if (checkpoint.state().progress().epoch().iterations() == 0) {
      // At an epoch's end its numbers are all there is of it, so the settings may be others.
      return new Origin.Continued(checkpoint.state().network());
    }
    checkpoint.checkFits(checkpoint.runId(), asked);
    TrainingState state = checkpoint.state();
    return new Origin.Resumed(
        new TrainingState(state.network(), state.progress().withoutSteering()));
  }

  private NetworkState model(byte[] file, Provenance asked) {
    try {
      Path copy = Files.createTempFile("trainyard-start", ".zip");
      try {
        Files.write(copy, file);
        TrainedModel model = ModelFile.read(copy);
        if (!model.provenance().layout().equals(asked.layout())) {
          throw new InvalidCheckpointException("is a model of another network than the run's");
        }
        return model.network().state();
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(io.trainyard.contract.run.Checkpoint save) {
    ByteBuffer raw =
        blobs
            .readRaw(save.blobId())
            .orElseThrow(() -> new CorruptBlobException(save.blobId(), "it is not there"));
    return BlobBytes.of(raw);
  }
}
