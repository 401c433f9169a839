/** The whole as a user meets it: the command, the box with real services, the REST API. */
@NullMarked
package io.trainyard.acceptance;

import org.jspecify.annotations.NullMarked;
