/**
 * The node's health: its dependencies, looked at side by side, and what each fault means for runs.
 */
@NullMarked
package io.trainyard.node.health;

import org.jspecify.annotations.NullMarked;
