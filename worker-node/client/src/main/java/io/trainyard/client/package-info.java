/** What desktop and command line call a cluster with: typed REST calls and live streams. */
@NullMarked
package io.trainyard.client;

import org.jspecify.annotations.NullMarked;
