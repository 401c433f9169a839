/** The commands, their words and their exit codes. */
@NullMarked
package io.trainyard.launcher.cli;

import org.jspecify.annotations.NullMarked;
