/** The life of the services of a box: start, restart, shutdown. */
@NullMarked
package io.trainyard.launcher.box.supervise;

import org.jspecify.annotations.NullMarked;
