/** What is promised for faults, on a full box of real processes that are killed and stopped. */
@NullMarked
package io.trainyard.faults;

import org.jspecify.annotations.NullMarked;
