/**
 * What the routes ask of a node: ports, implemented by master, worker, store and messaging. All
 * calls may block and belong on a worker pool.
 */
@NullMarked
package io.trainyard.node.service;

import org.jspecify.annotations.NullMarked;
