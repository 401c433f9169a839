/** The OpenAPI document, made from the table of routes and the contract's records. */
@NullMarked
package io.trainyard.node.http.openapi;

import org.jspecify.annotations.NullMarked;
