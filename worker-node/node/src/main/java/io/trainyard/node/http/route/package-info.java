/** What each route does, one class per subject. */
@NullMarked
package io.trainyard.node.http.route;

import org.jspecify.annotations.NullMarked;
