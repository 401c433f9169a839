/**
 * A yard without machines: virtual time, a journal in memory on the real reducer, processes that
 * can be stopped and killed. One thread, no randomness of its own: the same calls, the same course.
 */
@NullMarked
package io.trainyard.node.simulation;

import org.jspecify.annotations.NullMarked;
