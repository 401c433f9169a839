/** Which ports a box listens on. */
@NullMarked
package io.trainyard.launcher.box.port;

import org.jspecify.annotations.NullMarked;
