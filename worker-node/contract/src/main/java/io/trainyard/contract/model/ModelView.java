package io.trainyard.contract.model;

import io.trainyard.contract.run.Hyperparameters;
import io.trainyard.contract.run.ModelType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trained model as REST tells it.
 *
 * @param id the SHA-256 of the model file, in hex
 * @param runId the run that made it
 * @param runName its name, if it has one
 */
public record ModelView(
    String id,
    String runId,
    @Nullable String runName,
    ModelType model,
    String datasetId,
    String dataset,
    Hyperparameters hyperparameters,
    int epochs,
    double testAccuracy,
    long parameters,
    long bytes,
    Instant createdAt) {}
