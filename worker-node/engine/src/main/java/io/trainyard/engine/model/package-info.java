/** The three architectures, trained networks, and the file they are kept in. */
@NullMarked
package io.trainyard.engine.model;

import org.jspecify.annotations.NullMarked;
