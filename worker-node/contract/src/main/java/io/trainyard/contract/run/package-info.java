/** Training runs as people ask for them and see them. */
@NullMarked
package io.trainyard.contract.run;

import org.jspecify.annotations.NullMarked;
