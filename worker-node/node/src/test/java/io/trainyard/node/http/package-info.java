/** Tests of the web server over real HTTP. */
@NullMarked
package io.trainyard.node.http;

import org.jspecify.annotations.NullMarked;
