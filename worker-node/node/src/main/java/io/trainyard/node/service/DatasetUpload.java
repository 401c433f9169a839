package io.trainyard.node.service;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files of an upload, staged on disk, IDX each, gzip or not.
 *
 * @param testImages and {@code testLabels} come together or not at all
 */
public record DatasetUpload(
    String name,
    Path trainImages,
    Path trainLabels,
    @Nullable Path testImages,
    @Nullable Path testLabels) {}
