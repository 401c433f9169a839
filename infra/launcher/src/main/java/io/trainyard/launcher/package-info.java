/** The one program that people start; it knows the commands and nothing else. */
@NullMarked
package io.trainyard.launcher;

import org.jspecify.annotations.NullMarked;
