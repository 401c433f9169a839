/** Datasets: their manifests and what is told of them. */
@NullMarked
package io.trainyard.contract.dataset;

import org.jspecify.annotations.NullMarked;
