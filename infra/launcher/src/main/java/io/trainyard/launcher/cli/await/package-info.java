/** Waiting for what others do: once, for so long, or by looking again and again. */
@NullMarked
package io.trainyard.launcher.cli.await;

import org.jspecify.annotations.NullMarked;
