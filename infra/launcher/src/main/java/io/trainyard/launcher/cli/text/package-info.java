/** How numbers, times, tables and words from outside are shown on a terminal. */
@NullMarked
package io.trainyard.launcher.cli.text;

import org.jspecify.annotations.NullMarked;
