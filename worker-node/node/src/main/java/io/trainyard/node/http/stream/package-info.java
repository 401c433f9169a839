/** Live streams as server-sent events, one bounded queue per client. */
@NullMarked
package io.trainyard.node.http.stream;

import org.jspecify.annotations.NullMarked;
