/** The cluster in a box: real services and nodes as child processes of one supervisor. */
@NullMarked
package io.trainyard.launcher.box;

import org.jspecify.annotations.NullMarked;
