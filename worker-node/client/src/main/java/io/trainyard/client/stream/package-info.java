/** Server-sent events: reading them, and staying connected. */
@NullMarked
package io.trainyard.client.stream;

import org.jspecify.annotations.NullMarked;
