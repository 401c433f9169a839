/** The master: takes submissions, hands runs to workers, answers for runs, models and workers. */
@NullMarked
package io.trainyard.node.master;

import org.jspecify.annotations.NullMarked;
