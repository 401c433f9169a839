/** The events of the journal, the authority on run state. */
@NullMarked
package io.trainyard.contract.journal;

import org.jspecify.annotations.NullMarked;
