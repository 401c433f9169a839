/** The node's web server: router, work pools, limits, and how failures are told. */
@NullMarked
package io.trainyard.node.http;

import org.jspecify.annotations.NullMarked;
