/** A built-in dataset for machines that can reach no other. */
@NullMarked
package io.trainyard.engine.synthetic;

import org.jspecify.annotations.NullMarked;
