/** Long tests of a box of its own under load and random faults. */
@NullMarked
package io.trainyard.launcher.cli.soak;

import org.jspecify.annotations.NullMarked;
