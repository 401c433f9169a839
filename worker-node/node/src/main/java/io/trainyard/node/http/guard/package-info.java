/** Who may call: host names, origins, the token. */
@NullMarked
package io.trainyard.node.http.guard;

import org.jspecify.annotations.NullMarked;
