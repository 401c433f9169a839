/** Guards over the whole: which module may use which, what the repository's root holds. */
@NullMarked
package io.trainyard.guard;

import org.jspecify.annotations.NullMarked;
