/**
 * The run protocol: what each journal event does to the book of runs. Pure: no I/O, no clock, no
 * threads.
 */
@NullMarked
package io.trainyard.node.run;

import org.jspecify.annotations.NullMarked;
