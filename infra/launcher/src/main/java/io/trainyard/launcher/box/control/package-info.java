/** The supervisor process and how the command line talks to it. */
@NullMarked
package io.trainyard.launcher.box.control;

import org.jspecify.annotations.NullMarked;
