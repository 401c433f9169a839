/** Whether a service answers in its own protocol. */
@NullMarked
package io.trainyard.launcher.box.probe;

import org.jspecify.annotations.NullMarked;
