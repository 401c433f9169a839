/** Where the class paths, the Java command and the Redis binary of this installation are. */
@NullMarked
package io.trainyard.launcher.box.install;

import org.jspecify.annotations.NullMarked;
