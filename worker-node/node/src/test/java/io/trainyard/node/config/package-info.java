/** Tests of the settings. */
@NullMarked
package io.trainyard.node.config;

import org.jspecify.annotations.NullMarked;
