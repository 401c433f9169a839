/** Tests of the OpenAPI document. */
@NullMarked
package io.trainyard.node.http.openapi;

import org.jspecify.annotations.NullMarked;
