/** Measures the running cluster with runs of its own. */
@NullMarked
package io.trainyard.launcher.cli.bench;

import org.jspecify.annotations.NullMarked;
