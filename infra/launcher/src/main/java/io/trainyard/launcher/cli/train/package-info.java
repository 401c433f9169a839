/** The train command: submit a run and follow it to its end. */
@NullMarked
package io.trainyard.launcher.cli.train;

import org.jspecify.annotations.NullMarked;
