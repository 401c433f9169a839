/**
 * What a node is told at its start: one typed tree, read once, refused whole when a part is wrong.
 */
@NullMarked
package io.trainyard.node.config;

import org.jspecify.annotations.NullMarked;
