/** Trained models as they are listed. */
@NullMarked
package io.trainyard.contract.model;

import org.jspecify.annotations.NullMarked;
