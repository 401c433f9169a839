/** Tests of the table of routes and its examples. */
@NullMarked
package io.trainyard.contract.api;

import org.jspecify.annotations.NullMarked;
