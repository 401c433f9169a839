/** What goes wrong, in the words every process shares. */
@NullMarked
package io.trainyard.contract.error;

import org.jspecify.annotations.NullMarked;
