/** Nodes, services and their health. */
@NullMarked
package io.trainyard.contract.cluster;

import org.jspecify.annotations.NullMarked;
