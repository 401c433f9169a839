/** Ties the life of a child process to that of the process which started it. */
@NullMarked
package io.trainyard.child;

import org.jspecify.annotations.NullMarked;
