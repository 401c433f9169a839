/** The REST surface: one table of routes. */
@NullMarked
package io.trainyard.contract.api;

import org.jspecify.annotations.NullMarked;
