/** Child processes: start, log, end, and recognition after a crash. */
@NullMarked
package io.trainyard.launcher.box.process;

import org.jspecify.annotations.NullMarked;
