/** The data folder of one topology, and whether it fits the configuration. */
@NullMarked
package io.trainyard.launcher.box.data;

import org.jspecify.annotations.NullMarked;
